using Suite.Imaging.Native;

namespace Suite.Imaging;

/// <summary>
/// Reads and shrinks images with libvips. Calls are synchronous, safe from any thread, and use a bounded number of threads each;
/// memory is bounded by the pixel limit, which is checked on the header before anything is decoded. Every failure is an
/// <see cref="ImageException"/>.
/// </summary>
public static class ImageFile
{
    /// <summary>100 megapixels: more is taken for a decompression bomb.</summary>
    public const long DefaultMaxPixels = 100_000_000;

    /// <summary>libvips' own limit of a side; a box of it asks for no shrinking.</summary>
    private const int Unlimited = 10_000_000;

    /// <summary>What the header says; no pixel is decoded.</summary>
    public static ImageInfo Probe(ImageSource source)
    {
        using var opened = OpenedSource.Open(source);
        return opened.Probe();
    }

    /// <summary>Decodes everything at a small size and throws it away: finds truncated and damaged files.</summary>
    public static ImageInfo Verify(ImageSource source, long maxPixels = DefaultMaxPixels)
    {
        using var opened = OpenedSource.Open(source);
        var info = opened.Probe(maxPixels);
        using var shrunk = opened.Shrink(64, 64, Fit.Inside);
        shrunk.ToMemory();
        return info;
    }

    /// <summary>
    /// Upright sRGB pixels. Without <paramref name="width"/> and <paramref name="height"/> at full size; with one of them the
    /// other is unlimited. Transparency is flattened on white.
    /// </summary>
    public static RgbImage ToRgb(
        ImageSource source, int? width = null, int? height = null, Fit fit = Fit.Inside, long maxPixels = DefaultMaxPixels)
    {
        using var opened = OpenedSource.Open(source);
        opened.Probe(maxPixels);
        using var shrunk = opened.Shrink(width ?? Unlimited, height ?? Unlimited, fit);
        using var rgb = shrunk.ToOpaqueRgb();
        return new RgbImage(rgb.Width, rgb.Height, rgb.ToMemory());
    }

    /// <summary>
    /// Writes one upright sRGB copy without metadata. <paramref name="format"/> is JPEG, PNG or WebP; JPEG loses transparency
    /// to white. A null <paramref name="longSide"/> keeps the size.
    /// </summary>
    public static WrittenImage WriteThumbnail(
        ImageSource source, int? longSide, string path, ImageFormat format = ImageFormat.Jpeg, long maxPixels = DefaultMaxPixels)
    {
        var box = longSide ?? Unlimited;
        return WriteThumbnails(source, [new Thumbnail(box, path)], format, maxPixels)[0];
    }

    /// <summary>
    /// Writes several copies, decoding the source once: the largest is made from it, every other one from the next larger.
    /// Results are in the order of <paramref name="thumbnails"/>.
    /// </summary>
    public static IReadOnlyList<WrittenImage> WriteThumbnails(
        ImageSource source, IReadOnlyList<Thumbnail> thumbnails, ImageFormat format = ImageFormat.Jpeg, long maxPixels = DefaultMaxPixels)
    {
        using var opened = OpenedSource.Open(source);
        opened.Probe(maxPixels);

        var written = new WrittenImage[thumbnails.Count];
        VipsImage? larger = null;
        try
        {
            foreach (var (index, thumbnail) in thumbnails.Index().OrderByDescending(entry => entry.Item.LongSide))
            {
                var side = thumbnail.LongSide;
                using var shrunk = larger?.Shrink(side) ?? opened.Shrink(side, side, Fit.Inside);
                larger?.Dispose();
                larger = shrunk.InMemory();
                larger.Save(thumbnail.Path, format);
                written[index] = new WrittenImage(format, larger.Width, larger.Height);
            }
        }
        finally
        {
            larger?.Dispose();
        }

        return written;
    }
}
