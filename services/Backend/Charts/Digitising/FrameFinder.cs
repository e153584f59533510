namespace Suite.Charts.Digitising;

/// <summary>Finds the axes: a horizontal and a vertical dark line that meet at the lower left, or the shaded rectangle of the plot.</summary>
internal static class FrameFinder
{
    /// <summary>The shortest axis, as a part of the picture's side.</summary>
    private const double ShortestAxis = 0.3;

    /// <summary>How far an axis may reach past the corner, as a part of its length: ticks do.</summary>
    private const double Overshoot = 0.04;

    /// <summary>A frame within a frame, say within the border of the picture, is smaller by at least this.</summary>
    private const double Inner = 0.85;

    private const double MostDrift = 1.5;

    /// <exception cref="UnreadableChartException">There is none, or it is tilted.</exception>
    public static PlotFrame Find(Raster raster)
    {
        var horizontal = LineFinder.Horizontal(raster, (int)(raster.Width * ShortestAxis));
        var vertical = LineFinder.Vertical(raster, (int)(raster.Height * ShortestAxis));
        var corners =
            from x in horizontal
            from y in vertical
            where Meet(x, y)
            orderby (double)x.Length * y.Length descending
            select (X: x, Y: y);

        (AxisLine X, AxisLine Y)? best = null;
        foreach (var corner in corners)
            if (best is not { } outer || (double)corner.X.Length * corner.Y.Length < Inner * outer.X.Length * outer.Y.Length)
                best = corner;
        if (best is not { } axes)
            return ShadedPlot.Find(raster) ?? throw new UnreadableChartException("No axes were found: neither two straight dark lines that meet at the lower left, nor a shaded rectangle.");
        if (Math.Abs(axes.X.Drift) > MostDrift || Math.Abs(axes.Y.Drift) > MostDrift)
            throw new UnreadableChartException("The picture is tilted: its axes are not straight along rows and columns of pixels.");
        return new PlotFrame(
            axes.Y.Position,
            Edge(horizontal, axes.Y.Start, axes.X, Tolerance(axes.Y)),
            Edge(vertical, axes.X.End, axes.Y, Tolerance(axes.X)),
            axes.X.Position);
    }

    private static bool Meet(AxisLine x, AxisLine y) =>
        Math.Abs(y.Position - x.Start) <= Tolerance(x) && Math.Abs(x.Position - y.End) <= Tolerance(y);

    private static double Tolerance(AxisLine line) => Math.Max(8, line.Length * Overshoot);

    /// <summary>The opposite side, where the frame is a box; else where the axis ends.</summary>
    private static double Edge(List<AxisLine> lines, int end, AxisLine axis, double tolerance) => lines
        .Where(line => Math.Abs(line.Position - end) <= tolerance && Math.Abs(line.Length - axis.Length) <= 2 * Tolerance(axis))
        .OrderBy(line => Math.Abs(line.Position - end))
        .Select(line => line.Position)
        .FirstOrDefault(end);
}
