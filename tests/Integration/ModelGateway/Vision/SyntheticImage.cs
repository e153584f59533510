using Suite.Imaging;

namespace Suite.Tests.Integration.ModelGateway.Vision;

/// <summary>A disc on stripes, the same as bench/Detection/reference.mjs draws for the reference runner.</summary>
internal static class SyntheticImage
{
    public static RgbImage Draw(int side)
    {
        var pixels = new byte[3 * side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y, channel) = (i / 3 % side, i / 3 / side, i % 3);
            var (dx, dy) = (x - (side / 2), y - (side / 2));
            var inside = 9 * ((dx * dx) + (dy * dy)) < side * side;
            pixels[i] = (byte)(inside ? 60 + (80 * channel) : (x * (channel + 1)) + (y * 2));
        }

        return new RgbImage(side, side, pixels);
    }
}
