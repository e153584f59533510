using System.ComponentModel.DataAnnotations;

namespace Suite.Assets;

/// <summary>Settings of the assets.</summary>
internal sealed class AssetsOptions
{
    public const string Section = "Assets";

    /// <summary>The folder of the blob store; all replicas must see the same one.</summary>
    [Required]
    public string BlobPath { get; set; } = Path.Combine(AppContext.BaseDirectory, "blobs");

    /// <summary>Files in one upload.</summary>
    [Range(1, 10_000)]
    public int MaxFiles { get; set; } = 1000;

    /// <summary>Bytes of one image or document.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>Bytes of one video.</summary>
    [Range(1, long.MaxValue)]
    public long MaxVideoBytes { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Bytes of one upload with all its files.</summary>
    [Range(1, long.MaxValue)]
    public long MaxRequestBytes { get; set; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Pixels of one image, by its header.</summary>
    [Range(1, 1_000_000_000)]
    public long MaxPixels { get; set; } = 100_000_000;
}
