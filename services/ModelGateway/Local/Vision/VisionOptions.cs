using System.ComponentModel.DataAnnotations;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>How much of the machine image models may use, and which images they take.</summary>
internal sealed class VisionOptions
{
    public const string Section = "Vision";

    /// <summary>Threads of one inference. More than four gain nothing with models of this size.</summary>
    [Range(1, 64)]
    public int Threads { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Images worked on at one time.</summary>
    [Range(1, 64)]
    public int MaxConcurrentImages { get; set; } = 2;

    /// <summary>Images that may wait for their turn; more are refused with <c>model-busy</c>.</summary>
    [Range(0, 10_000)]
    public int MaxWaitingImages { get; set; } = 64;

    /// <summary>Largest image as it arrives, in bytes.</summary>
    [Range(1, 1 << 30)]
    public int MaxImageBytes { get; set; } = 64 << 20;

    /// <summary>Largest image after decoding, in pixels.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxImagePixels { get; set; } = 100_000_000;
}
