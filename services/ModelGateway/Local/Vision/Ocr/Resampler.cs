using Suite.Imaging;

namespace Suite.ModelGateway.Local.Vision.Ocr;

/// <summary>Cuts a turned rectangle out of an image and brings it to a size, by bilinear interpolation.</summary>
internal static class Resampler
{
    public static RgbImage Cut(RgbImage image, RotatedBox box, int width, int height)
    {
        var pixels = new byte[3 * width * height];
        var (cos, sin) = (Math.Cos(box.Angle), Math.Sin(box.Angle));
        for (var y = 0; y < height; y++)
        {
            var across = (((y + 0.5) / height) - 0.5) * box.Height;
            for (var x = 0; x < width; x++)
            {
                var along = (((x + 0.5) / width) - 0.5) * box.Width;
                Sample(
                    image,
                    box.CenterX + (along * cos) - (across * sin) - 0.5,
                    box.CenterY + (along * sin) + (across * cos) - 0.5,
                    pixels.AsSpan(3 * ((y * width) + x), 3));
            }
        }

        return new RgbImage(width, height, pixels);
    }

    private static void Sample(RgbImage image, double x, double y, Span<byte> pixel)
    {
        // Outside the image its edge goes on.
        x = Math.Clamp(x, 0, image.Width - 1);
        y = Math.Clamp(y, 0, image.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, image.Width - 1), Math.Min(top + 1, image.Height - 1));
        var (toRight, toBottom) = ((float)(x - left), (float)(y - top));
        for (var channel = 0; channel < 3; channel++)
        {
            float topLeft = image.Pixels[(3 * ((top * image.Width) + left)) + channel];
            float topRight = image.Pixels[(3 * ((top * image.Width) + right)) + channel];
            float bottomLeft = image.Pixels[(3 * ((bottom * image.Width) + left)) + channel];
            float bottomRight = image.Pixels[(3 * ((bottom * image.Width) + right)) + channel];
            var upper = topLeft + ((topRight - topLeft) * toRight);
            var lower = bottomLeft + ((bottomRight - bottomLeft) * toRight);
            pixel[channel] = (byte)(upper + ((lower - upper) * toBottom) + 0.5f);
        }
    }
}
