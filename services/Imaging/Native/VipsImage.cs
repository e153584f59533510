using System.Runtime.InteropServices;

namespace Suite.Imaging.Native;

/// <summary>A libvips image: a recipe for pixels until <see cref="ToMemory"/>, <see cref="InMemory"/> or <see cref="Save"/> runs it.</summary>
internal sealed class VipsImage(nint handle) : IDisposable
{
    internal nint Handle { get; private set; } = handle;

    internal int Width => Vips.Width(Handle);

    internal int Height => Vips.Height(Handle);

    internal bool HasAlpha => Vips.HasAlpha(Handle) != 0;

    /// <summary>Exactly three 8-bit bands: grey, CMYK and 16-bit images converted, transparency on white.</summary>
    internal VipsImage ToOpaqueRgb()
    {
        using var opaque = Flattened();
        using var colour = opaque.Then("colourspace", "space=srgb");
        return colour.Then("cast", "format=uchar");
    }

    internal VipsImage Shrink(int longSide) =>
        Then("thumbnail_image", $"width={longSide},height={longSide},size=down");

    /// <summary>The pixels, computed now.</summary>
    internal VipsImage InMemory()
    {
        var copy = Vips.CopyToMemory(Handle);
        return copy != 0 ? new VipsImage(copy) : throw new ImageException(ImageProblem.Truncated, VipsErrors.Take());
    }

    /// <summary>The pixels as bytes, computed now.</summary>
    internal byte[] ToMemory()
    {
        var memory = Vips.WriteToMemory(Handle, out var length);
        if (memory == 0)
            throw new ImageException(ImageProblem.Truncated, VipsErrors.Take());
        try
        {
            var pixels = GC.AllocateUninitializedArray<byte>(checked((int)length));
            Marshal.Copy(memory, pixels, 0, pixels.Length);
            return pixels;
        }
        finally
        {
            Vips.Free(memory);
        }
    }

    /// <summary>Writes a file without metadata.</summary>
    internal void Save(string path, ImageFormat format)
    {
        var (saver, options) = format switch
        {
            ImageFormat.Jpeg => ("jpegsave", "Q=82,optimize_coding=true,strip=true"),
            ImageFormat.Png => ("pngsave", "strip=true"),
            ImageFormat.Webp => ("webpsave", "Q=80,effort=2,strip=true"),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "JPEG, PNG and WebP are written."),
        };
        using var colour = Then("colourspace", "space=srgb");
        using var kept = format == ImageFormat.Jpeg ? colour.Flattened() : colour.Share();
        using var save = new Operation(saver).WithImage(kept).WithText("filename", path).With(options);
        save.Run(ImageProblem.WriteFailed);
    }

    public void Dispose()
    {
        if (Handle == 0)
            return;
        Vips.Unref(Handle);
        Handle = 0;
    }

    private VipsImage Flattened() => HasAlpha ? Then("flatten", "background=255") : Share();

    private VipsImage Share() => new(Vips.Ref(Handle));

    private VipsImage Then(string operation, string options)
    {
        using var next = new Operation(operation).WithImage(this).With(options);
        return next.ToImage(ImageProblem.Unreadable);
    }
}
