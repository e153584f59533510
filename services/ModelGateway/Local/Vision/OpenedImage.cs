using Suite.Imaging;

namespace Suite.ModelGateway.Local.Vision;

/// <summary>An image whose header was read. Sizes are those of the upright image.</summary>
internal sealed class OpenedImage(ImageSource source, ImageInfo info, long maxPixels)
{
    public int Width { get; } = info.Width;

    public int Height { get; } = info.Height;

    /// <summary>Upright RGB pixels of exactly this size, proportions lost.</summary>
    public RgbImage Stretch(int width, int height) => Decode(width, height, Fit.Stretch);

    /// <summary>Upright RGB pixels that fit into a square, never enlarged.</summary>
    public RgbImage Shrink(int longSide) => Decode(longSide, longSide, Fit.Inside);

    private RgbImage Decode(int width, int height, Fit fit)
    {
        try
        {
            return ImageFile.ToRgb(source, width, height, fit, maxPixels);
        }
        catch (ImageException failure)
        {
            throw ImageProblems.From(failure);
        }
    }
}
