namespace Suite.Charts.Digitising;

/// <summary>Charts without axis lines, whose plot is a rectangle of another shade than the paper.</summary>
internal static class ShadedPlot
{
    private const double Apart = 6;
    private const double Alike = 14;
    private const double Smallest = 0.3;
    private const double Covered = 0.5;

    public static PlotFrame? Find(Raster raster)
    {
        var middle = new Area(raster.Width / 4, raster.Height / 4, raster.Width * 3 / 4, raster.Height * 3 / 4);
        var shade = raster.CommonestColour(middle);
        var paper = Paper(raster);
        if (Distance(shade, paper) < Apart)
            return null;

        var rows = Span(raster.Height, raster.Width, (row, x) => IsShade(x, row));
        var columns = Span(raster.Width, raster.Height, IsShade);
        if (rows is not { } vertical || columns is not { } horizontal)
            return null;
        // The edge lies between the last pixel of paper and the first of the plot.
        var frame = new PlotFrame(horizontal.First - 0.5, vertical.First - 0.5, horizontal.Last + 0.5, vertical.Last + 0.5);
        return frame.Width >= Smallest * raster.Width && frame.Height >= Smallest * raster.Height
            && frame.Width < raster.Width - 4 && frame.Height < raster.Height - 4 ? frame : null;

        bool IsShade(int x, int y) =>
            raster.At(x, y) is var here && Distance(here, shade) < Alike && Distance(here, shade) < Distance(here, paper);
    }

    // The border of the picture, where there is nothing but paper.
    private static Colour Paper(Raster raster) => raster.CommonestColour(new Area(0, 0, raster.Width - 1, Math.Max(1, raster.Height / 50)));

    private static (int First, int Last)? Span(int across, int along, Func<int, int, bool> isShade)
    {
        var full = Enumerable.Range(0, across)
            .Where(at => Enumerable.Range(0, along).Count(place => isShade(at, place)) > Covered * Smallest * along)
            .ToList();
        return full.Count == 0 ? null : (full[0], full[^1]);
    }

    private static double Distance(Colour one, Colour other) =>
        Math.Sqrt(Square(one.R - other.R) + Square(one.G - other.G) + Square(one.B - other.B));

    private static double Square(double value) => value * value;
}
