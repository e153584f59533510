using Suite.Imaging;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>An image whose header was read. Sizes are those of the upright image.</summary>
internal sealed class OpenedImage(byte[] bytes, ImageInfo info, long maxPixels)
{
    private const int UploadBytes = 2 << 20;
    private const int UploadSide = 1568;

    private readonly ImageSource _source = ImageSource.FromBytes(bytes);

    public int Width { get; } = info.Width;

    public int Height { get; } = info.Height;

    /// <summary>Upright RGB pixels of exactly this size, proportions lost.</summary>
    public RgbImage Stretch(int width, int height) => Decode(width, height, Fit.Stretch);

    /// <summary>Upright RGB pixels that fit into a square, never enlarged.</summary>
    public RgbImage Shrink(int longSide) => Decode(longSide, longSide, Fit.Inside);

    /// <summary>
    /// The image as it is sent to others: unchanged if it is small and of a kind that everybody reads, or else a smaller JPEG.
    /// </summary>
    public (ReadOnlyMemory<byte> Bytes, string ContentType) ForUpload()
    {
        if (bytes.Length <= UploadBytes && info.Format is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.Webp)
            return (bytes, info.Format.ContentType());
        var path = Path.GetTempFileName();
        try
        {
            ImageFile.WriteThumbnail(_source, UploadSide, path, ImageFormat.Jpeg, maxPixels);
            return (File.ReadAllBytes(path), ImageFormat.Jpeg.ContentType());
        }
        catch (ImageException failure)
        {
            throw ImageProblems.From(failure);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private RgbImage Decode(int width, int height, Fit fit)
    {
        try
        {
            return ImageFile.ToRgb(_source, width, height, fit, maxPixels);
        }
        catch (ImageException failure)
        {
            throw ImageProblems.From(failure);
        }
    }
}
