using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Suite.Captioning;

/// <summary>Settings of captioning: section <c>Captioning</c>, and the names that graphcap's deployments set.</summary>
internal sealed class CaptioningOptions
{
    public const string Section = "Captioning";

    /// <summary>A folder of perspectives of one's own; one with the name of a shipped perspective takes its place.</summary>
    public string? LibraryPath { get; set; }

    /// <summary>The folder that <c>images[]</c> may name files in. Also as plain <c>WORKSPACE_PATH</c>.</summary>
    [Required, ConfigurationKeyName("WORKSPACE_PATH")]
    public string WorkspacePath { get; set; } = "/workspace";

    /// <summary>Batch jobs that run at once. Also as plain <c>MAX_CONCURRENT_JOBS</c>.</summary>
    [Range(1, 1000), ConfigurationKeyName("MAX_CONCURRENT_JOBS")]
    public int MaxConcurrentJobs { get; set; } = 2;

    /// <summary>Captions of one batch job that are made at once. Also as plain <c>MAX_CONCURRENT_ITEMS</c>.</summary>
    [Range(1, 100), ConfigurationKeyName("MAX_CONCURRENT_ITEMS")]
    public int MaxConcurrentItems { get; set; } = 4;

    /// <summary>Captions of one batch: its images times its perspectives. <c>Jobs:MaxItems</c> holds beside it.</summary>
    [Range(1, 1_000_000)]
    public int MaxCaptions { get; set; } = 10_000;

    /// <summary>Files of one import of a folder. <c>Jobs:MaxItems</c> holds beside it.</summary>
    [Range(1, 1_000_000)]
    public int MaxImportFiles { get; set; } = 10_000;

    /// <summary>The perspective that every new asset is captioned under.</summary>
    [Required]
    public string DefaultPerspective { get; set; } = "graph_caption";

    /// <summary>How long a model may take over one caption.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan ModelTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The largest file that a path may name, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxImageBytes { get; set; } = 50_000_000;
}
