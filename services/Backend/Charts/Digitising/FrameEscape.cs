namespace Suite.Charts.Digitising;

/// <summary>
/// Whether a coloured curve goes on outside the frame. Then the frame is not the whole plot, and every number read off it would be
/// wrong.
/// </summary>
internal static class FrameEscape
{
    private const double Alike = 60;

    /// <summary>The band outside the frame that is looked at: beyond the axis line itself.</summary>
    private const int From = 4;
    private const int To = 12;

    /// <exception cref="UnreadableChartException">It does.</exception>
    public static void Check(Raster raster, PlotFrame frame, Colour curve)
    {
        // Words and ticks have no colour, so that nothing can be told of a black curve.
        if (curve.Spread < Alike)
            return;
        var (left, top, right, bottom) = ((int)frame.Left, (int)frame.Top, (int)frame.Right, (int)frame.Bottom);
        // A legend fills a few rows of the band; a line that leaves the frame goes through all of it.
        if (Crosses(top - To, top - From, left, right, (row, x) => IsCurve(x, row))
            || Crosses(bottom + From, bottom + To, left, right, (row, x) => IsCurve(x, row))
            || Crosses(left - To, left - From, top, bottom, IsCurve)
            || Crosses(right + From, right + To, top, bottom, IsCurve))
            throw new UnreadableChartException("The curve goes on outside the axes that were found: they are not the whole frame.");

        bool IsCurve(int x, int y) =>
            x >= 0 && y >= 0 && x < raster.Width && y < raster.Height
            && raster.At(x, y) - curve is var apart
            && Math.Sqrt((apart.R * apart.R) + (apart.G * apart.G) + (apart.B * apart.B)) < Alike;
    }

    private static bool Crosses(int first, int last, int from, int to, Func<int, int, bool> isCurve)
    {
        for (var line = first; line <= last; line++)
            if (!Enumerable.Range(from, Math.Max(0, to - from)).Any(place => isCurve(line, place)))
                return false;
        return true;
    }
}
