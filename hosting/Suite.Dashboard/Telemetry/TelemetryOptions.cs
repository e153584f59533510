using System.ComponentModel.DataAnnotations;

namespace Suite.Dashboard.Telemetry;

/// <summary>Settings of the telemetry on disk.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Folder of the runs' files. Null: a folder in the machine's temporary one, which a restart may empty.</summary>
    public string? Path { get; set; }

    /// <summary>What programs send as <c>x-api-key</c> to read telemetry. Null: only administrators' sessions read it.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How many runs are kept, the present one included; imports count.</summary>
    [Range(1, 1000)]
    public int KeepRuns { get; set; } = 10;

    /// <summary>Days after which telemetry goes, in the present run too.</summary>
    [Range(0.01, 3650)]
    public double KeepDays { get; set; } = 7;

    /// <summary>Megabytes of one run: past it the run's oldest telemetry goes.</summary>
    [Range(8, 1_000_000)]
    public int MaxRunMegabytes { get; set; } = 1024;

    /// <summary>Megabytes of all runs: past it the oldest run goes.</summary>
    [Range(16, 1_000_000)]
    public int MaxMegabytes { get; set; } = 2048;

    /// <summary>Of each signal, how many may wait to be written. What comes beyond is refused and counted.</summary>
    [Range(1000, 10_000_000)]
    public int QueueItems { get; set; } = 250_000;

    /// <summary>Of each signal, how many megabytes may wait to be written (an estimate of their size in memory).</summary>
    [Range(1, 10_000)]
    public int QueueMegabytes { get; set; } = 128;

    /// <summary>Time series of one run. Points of further ones are dropped and counted.</summary>
    [Range(100, 10_000_000)]
    public int MaxSeries { get; set; } = 200_000;
}
