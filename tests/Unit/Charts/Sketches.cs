using Suite.Imaging;
using Suite.Testing;

namespace Suite.Tests.Unit.Charts;

internal static class Sketches
{
    public static RgbImage ToImage(this ChartSketch sketch) => new(sketch.Width, sketch.Height, sketch.ToPixels());

    /// <summary>As it comes back out of a JPEG of ordinary quality.</summary>
    public static RgbImage ToImageThroughJpeg(this ChartSketch sketch)
    {
        var path = Path.GetTempFileName();
        try
        {
            ImageFile.WriteThumbnail(ImageSource.FromBytes(sketch.ToPng()), longSide: null, path);
            return ImageFile.ToRgb(ImageSource.FromFile(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
