namespace Suite.Charts.Digitising;

/// <summary>A curve in pixels of the picture, one point a column where there was ink; gaps stay gaps.</summary>
/// <param name="Coverage">Columns with a point, of all from the first to the last.</param>
/// <param name="Evenness">1 when the line is equally thick all along.</param>
/// <param name="Thickness">Of the line, in pixels.</param>
/// <param name="Rivals">How much else of the same ink there is, as a part of the curve.</param>
/// <param name="Branching">Columns in which the line is in two places.</param>
internal sealed record PixelCurve(
    IReadOnlyList<PixelPoint> Points, double Coverage, double Thickness, double Evenness, double Rivals, double Branching)
{
    public double Extent => Points[^1].X - Points[0].X + 1;
}

internal readonly record struct PixelPoint(double X, double Y);

/// <summary>Follows the curve from left to right.</summary>
internal static class CurveTracer
{
    /// <exception cref="UnreadableChartException">There is no curve to follow.</exception>
    public static PixelCurve Trace(InkMap ink)
    {
        var (curve, others) = StrokeChain.Find(ink);
        var columns = curve.SelectMany(stroke => stroke.Runs).GroupBy(run => run.Column).OrderBy(group => group.Key)
            .Select(group => group.ToList()).ToList();
        var trace = Follow(columns, ink);
        Trim(trace);
        if (trace.Count < 2)
            throw new UnreadableChartException("No curve was found within the axes: only dots.");

        var (thickness, evenness) = Thickness(trace);
        var first = trace[0].Run.Column;
        var extent = trace[^1].Run.Column - first + 1;
        return new PixelCurve(
            [.. trace.Select(point => new PixelPoint(ink.Area.Left + point.Run.Column, ink.Area.Top + point.Row))],
            (double)trace.Count / extent,
            thickness,
            evenness,
            (double)others.Where(stroke => stroke.Columns >= 3).Select(stroke => stroke.Columns).DefaultIfEmpty(0).Max() / trace.Count,
            (double)columns.Count(runs => runs.Count > 1) / columns.Count);
    }

    private static List<Traced> Follow(List<List<Run>> columns, InkMap ink)
    {
        var trace = new List<Traced>();
        foreach (var runs in columns)
        {
            var places = runs.Select(run => (Run: run, Middle: run.Middle(ink)));
            var (run, (row, weight)) = trace.Count == 0
                ? places.MaxBy(place => place.Middle.Weight)
                : places.MinBy(place => Math.Abs(place.Middle.Row - trace[^1].Row));
            trace.Add(new Traced(run, row, weight));
        }

        return trace;
    }

    // A thick line ends across its own direction: in its last columns only a corner of it is left, which lies to one side.
    private static void Trim(List<Traced> trace)
    {
        var usual = Statistics.Median(trace.Select(point => point.Weight));
        for (var from = 0; from < 8 && trace.Count > 4 && IsCorner(trace[^1], trace[^4]); from++)
            trace.RemoveAt(trace.Count - 1);
        for (var from = 0; from < 8 && trace.Count > 4 && IsCorner(trace[0], trace[3]); from++)
            trace.RemoveAt(0);

        bool IsCorner(Traced end, Traced within) => end.Weight < 0.75 * Math.Max(usual * 0.75, within.Weight);
    }

    private static (double Usual, double Evenness) Thickness(List<Traced> trace)
    {
        // Across the line, not down the column: a steep line is taller there and no thicker.
        var widths = new List<double>();
        for (var at = 1; at < trace.Count - 1; at++)
        {
            var run = trace[at + 1].Run.Column - trace[at - 1].Run.Column;
            var rise = trace[at + 1].Row - trace[at - 1].Row;
            widths.Add(trace[at].Weight * run / Math.Sqrt((run * run) + (rise * rise)));
        }

        var usual = Statistics.Median(widths);
        return usual <= 0
            ? (0, 0)
            : (usual, Math.Max(0, 1 - Statistics.Median(widths.Select(width => Math.Abs(width - usual) / usual))));
    }

    private readonly record struct Traced(Run Run, double Row, double Weight);
}
