using System.ComponentModel.DataAnnotations;

namespace Suite.Dashboard.Exposition;

/// <summary>Bounds of what is shown to Prometheus. A histogram counts as one series, however many buckets it has.</summary>
internal sealed class ExpositionOptions
{
    public const string Section = "Otlp:Exposition";

    /// <summary>Series in all. About 1 KB of memory each, 2 KB for a histogram.</summary>
    [Range(100, 1_000_000)]
    public int SeriesLimit { get; set; } = 50_000;

    /// <summary>Series of one metric, so that one that went astray leaves room for the others.</summary>
    [Range(10, 1_000_000)]
    public int MetricSeriesLimit { get; set; } = 10_000;

    /// <summary>Minutes after its last point when a series is no longer shown.</summary>
    [Range(1, 1440)]
    public int StaleMinutes { get; set; } = 5;

    /// <summary>Characters that a series' labels may have together.</summary>
    [Range(256, 65_536)]
    public int LabelLimit { get; set; } = 4_096;
}
