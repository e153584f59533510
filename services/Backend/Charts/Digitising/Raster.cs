using Suite.Imaging;

namespace Suite.Charts.Digitising;

/// <summary>A picture as the digitiser looks at it: what differs from its background. Pixel centres have whole coordinates.</summary>
internal sealed class Raster
{
    private const int Levels = 32;
    private const int LevelWidth = 256 / Levels;

    private readonly byte[] _pixels;

    public Raster(RgbImage image)
    {
        (Width, Height, _pixels) = (image.Width, image.Height, image.Pixels);
        Background = CommonestColour(new Area(0, 0, Width - 1, Height - 1));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The commonest colour of the whole picture.</summary>
    public Colour Background { get; }

    public Colour At(int x, int y)
    {
        var at = ((y * Width) + x) * 3;
        return new Colour(_pixels[at], _pixels[at + 1], _pixels[at + 2]);
    }

    /// <summary>The mean of the pixels that share the commonest shade, so that noise does not shift it.</summary>
    public Colour CommonestColour(Area area)
    {
        var counts = new int[Levels * Levels * Levels];
        var commonest = 0;
        for (var y = area.Top; y <= area.Bottom; y++)
            for (var x = area.Left; x <= area.Right; x++)
            {
                var shade = ShadeOf(At(x, y));
                if (++counts[shade] > counts[commonest])
                    commonest = shade;
            }

        var sum = default(Colour);
        for (var y = area.Top; y <= area.Bottom; y++)
            for (var x = area.Left; x <= area.Right; x++)
                if (At(x, y) is var colour && ShadeOf(colour) == commonest)
                    sum += colour;
        return sum * (1.0 / counts[commonest]);
    }

    private static int ShadeOf(Colour colour) =>
        ((((int)colour.R / LevelWidth) * Levels) + ((int)colour.G / LevelWidth)) * Levels + ((int)colour.B / LevelWidth);
}

/// <summary>A rectangle of whole pixels, its edges included.</summary>
internal readonly record struct Area(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left + 1;

    public int Height => Bottom - Top + 1;
}

/// <summary>A colour, or the difference of two, in parts of 0 to 255.</summary>
internal readonly record struct Colour(double R, double G, double B)
{
    public double Luma => (0.299 * R) + (0.587 * G) + (0.114 * B);

    /// <summary>How colourful: 0 for every grey.</summary>
    public double Spread => Math.Max(R, Math.Max(G, B)) - Math.Min(R, Math.Min(G, B));

    public static Colour operator +(Colour a, Colour b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    public static Colour operator -(Colour a, Colour b) => new(a.R - b.R, a.G - b.G, a.B - b.B);

    public static Colour operator *(Colour a, double by) => new(a.R * by, a.G * by, a.B * by);
}
