namespace Suite.Imaging;

/// <summary>What an image's header says. <paramref name="Width"/> and <paramref name="Height"/> are after EXIF orientation.</summary>
/// <param name="Pages">Frames or pages; only the first is ever decoded.</param>
/// <param name="Orientation">EXIF orientation, 1 (upright) to 8.</param>
public sealed record ImageInfo(ImageFormat Format, int Width, int Height, int Pages, int Orientation, bool HasAlpha)
{
    public long Pixels => (long)Width * Height;
}

/// <summary>Upright 8-bit sRGB pixels, three bytes each, row after row without padding.</summary>
public sealed record RgbImage(int Width, int Height, byte[] Pixels);

/// <summary>How an image fills a box.</summary>
public enum Fit
{
    /// <summary>As large as fits, proportions kept, never enlarged.</summary>
    Inside,

    /// <summary>Exactly the box, proportions lost.</summary>
    Stretch,

    /// <summary>Exactly the box, proportions kept, centre cut out.</summary>
    Cover,
}

/// <summary>A smaller copy to write: at most <paramref name="LongSide"/> pixels on its longer side, never enlarged.</summary>
public sealed record Thumbnail(int LongSide, string Path);

/// <summary>What was written.</summary>
public sealed record WrittenImage(ImageFormat Format, int Width, int Height);

/// <summary>Where an image comes from: a file, or bytes in memory.</summary>
public sealed class ImageSource
{
    private ImageSource(string? path, ReadOnlyMemory<byte> bytes) => (Path, Bytes) = (path, bytes);

    public static ImageSource FromFile(string path) => new(path, default);

    public static ImageSource FromBytes(ReadOnlyMemory<byte> bytes) => new(null, bytes);

    internal string? Path { get; }

    internal ReadOnlyMemory<byte> Bytes { get; }

    internal byte[] ReadHead()
    {
        if (Path is null)
            return Bytes[..Math.Min(Bytes.Length, ImageFormats.HeadBytes)].ToArray();

        using var file = File.OpenRead(Path);
        var head = new byte[ImageFormats.HeadBytes];
        return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }
}
