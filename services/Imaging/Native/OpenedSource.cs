using System.Buffers;

namespace Suite.Imaging.Native;

/// <summary>An image's bytes, held open (and in place, when in memory) for libvips, with the format that they announce.</summary>
internal sealed class OpenedSource : IDisposable
{
    private readonly ImageFormat _format;
    private readonly nint _handle;
    private MemoryHandle _pin;

    private OpenedSource(ImageFormat format, nint handle, MemoryHandle pin) =>
        (_format, _handle, _pin) = (format, handle, pin);

    internal static OpenedSource Open(ImageSource source)
    {
        VipsLibrary.EnsureStarted();
        if (ImageFormats.Sniff(source.ReadHead()) is not { } format)
            throw new ImageException(ImageProblem.Unsupported, "Not a JPEG, PNG, WebP, GIF, TIFF, HEIC or AVIF image.");

        var pin = source.Path is null ? source.Bytes.Pin() : default;
        var handle = source.Path is { } path ? Vips.SourceFromFile(path) : FromMemory(pin, source.Bytes.Length);
        if (handle == 0)
        {
            pin.Dispose();
            throw new ImageException(ImageProblem.Unreadable, VipsErrors.Take());
        }

        return new OpenedSource(format, handle, pin);
    }

    /// <summary>Reads the header; refuses more than <paramref name="maxPixels"/>.</summary>
    internal ImageInfo Probe(long maxPixels = long.MaxValue)
    {
        using var load = new Operation(Loader(_format)).WithSource(_handle).With("access=sequential");
        using var image = load.ToImage(ImageProblem.Unreadable);

        var orientation = Vips.Orientation(image.Handle);
        var (width, height) = orientation >= 5 ? (image.Height, image.Width) : (image.Width, image.Height);
        var info = new ImageInfo(_format, width, height, Vips.Pages(image.Handle), orientation, image.HasAlpha);
        if (info.Pixels > maxPixels)
            throw new ImageException(ImageProblem.TooLarge, $"{width} × {height} pixels are more than the {maxPixels:N0} allowed.");
        return info;
    }

    /// <summary>The first page, upright, in sRGB, decoded at the smallest scale that serves the box.</summary>
    internal VipsImage Shrink(int width, int height, Fit fit)
    {
        var how = fit switch
        {
            Fit.Inside => "size=down",
            Fit.Stretch => "size=force",
            Fit.Cover => "size=both,crop=centre",
            _ => throw new ArgumentOutOfRangeException(nameof(fit)),
        };
        // libvips 8.14 forgets thumbnail_source's own fail_on on the way to the loader; the loader's options arrive.
        using var thumbnail = new Operation("thumbnail_source").WithSource(_handle)
            .With($"width={width},height={height},{how},export_profile=srgb")
            .WithText("option_string", "[fail_on=truncated]");
        return thumbnail.ToImage(ImageProblem.Truncated);
    }

    public void Dispose()
    {
        Vips.Unref(_handle);
        _pin.Dispose();
    }

    private static unsafe nint FromMemory(MemoryHandle pin, int length) =>
        Vips.SourceFromMemory(pin.Pointer, (nuint)length);

    private static string Loader(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpegload_source",
        ImageFormat.Png => "pngload_source",
        ImageFormat.Webp => "webpload_source",
        ImageFormat.Gif => "gifload_source",
        ImageFormat.Tiff => "tiffload_source",
        ImageFormat.Heic or ImageFormat.Avif => "heifload_source",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
