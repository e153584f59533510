using System.ComponentModel.DataAnnotations;

namespace Suite.Charts;

/// <summary>Settings of chart reading.</summary>
internal sealed class ChartsOptions
{
    public const string Section = "Charts";

    /// <summary>Charts that are read at once, on all replicas together, in the queue that takes what names no other.</summary>
    [Range(1, 1000)]
    public int MaxConcurrentJobs { get; set; } = 3;

    /// <summary>Jobs of one batch.</summary>
    [Range(1, 10_000)]
    public int MaxBatchJobs { get; set; } = 1_000;

    /// <summary>How long the model gateway may take to read the labels of a chart.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LabelTimeout { get; set; } = TimeSpan.FromSeconds(60);
}
