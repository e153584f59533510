using Suite.Imaging;
using Suite.Jobs;
using Picture = Suite.Imaging.ImageSource;

namespace Suite.Captioning;

/// <summary>graphcap's <c>resize_resolution</c>: the longer side of what a model is sent is at most the resolution's.</summary>
internal static class ResizeBound
{
    public const string Vga = "SD_VGA";
    public const string Hd = "HD_720P";
    public const string FullHd = "FHD_1080P";
    public const string QuadHd = "QHD_1440P";
    public const string FourK = "UHD_4K";
    public const string EightK = "UHD_8K";

    private static readonly Dictionary<string, int> LongSides = new()
    {
        [Vga] = 640, [Hd] = 1280, [FullHd] = 1920, [QuadHd] = 2560, [FourK] = 3840, [EightK] = 7680,
    };

    /// <summary>In pixels; null when nothing is asked for, or <c>resize</c> is off.</summary>
    public static int? Of(CreateBatch.Options options) =>
        options is { Resize: not false, ResizeResolution: { } resolution } ? LongSides[resolution] : null;

    /// <summary>The image no larger than <paramref name="longSide"/>; as it came when it is small enough.</summary>
    /// <exception cref="ItemFailedException">It cannot be read.</exception>
    public static async Task<Stream> ApplyAsync(Stream image, int longSide, CancellationToken cancel)
    {
        byte[] bytes;
        await using (image)
        {
            using var read = new MemoryStream();
            await image.CopyToAsync(read, cancel);
            bytes = read.ToArray();
        }
        return new MemoryStream(await Task.Run(() => Shrink(bytes, longSide), cancel));
    }

    private static byte[] Shrink(byte[] image, int longSide)
    {
        var file = Path.GetTempFileName();
        try
        {
            var source = Picture.FromBytes(image);
            var info = ImageFile.Probe(source);
            if (Math.Max(info.Width, info.Height) <= longSide)
                return image;
            ImageFile.WriteThumbnail(source, longSide, file, info.HasAlpha ? ImageFormat.Webp : ImageFormat.Jpeg);
            return File.ReadAllBytes(file);
        }
        catch (ImageException e)
        {
            throw new ItemFailedException(
                $"The image cannot be made smaller: {e.Message}", retry: e.Problem is ImageProblem.LibraryMissing or ImageProblem.WriteFailed);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
