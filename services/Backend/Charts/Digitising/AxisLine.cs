namespace Suite.Charts.Digitising;

/// <summary>A straight dark line along a row or a column of pixels.</summary>
/// <param name="Position">Across the line: its middle, to a fraction of a pixel.</param>
/// <param name="Start">Along the line.</param>
/// <param name="End">Along the line.</param>
/// <param name="Drift">Pixels by which its end lies off its start: how much the picture is tilted.</param>
internal readonly record struct AxisLine(double Position, int Start, int End, double Drift)
{
    public int Length => End - Start + 1;
}

/// <summary>Finds straight dark lines in one direction.</summary>
internal sealed class LineFinder
{
    private const double Dark = 60;
    private const double Grey = 80;
    private const int Hole = 3;
    private const int ThickestLine = 12;

    /// <summary>Of a line, this part must be its own; the rest may be what crosses it, a curve that begins on the axis above all.</summary>
    private const double Own = 0.7;

    private readonly int _across;
    private readonly int _along;
    private readonly float[] _darkness;
    private readonly bool[] _crossed;

    private LineFinder(Raster raster, bool horizontal)
    {
        (_across, _along) = horizontal ? (raster.Height, raster.Width) : (raster.Width, raster.Height);
        (_darkness, _crossed) = (new float[_across * _along], new bool[_across * _along]);
        var paper = raster.Background.Luma;
        for (var at = 0; at < _across; at++)
            for (var along = 0; along < _along; along++)
            {
                // How much darker than the paper; what has a colour is no axis, and may cover one.
                var colour = horizontal ? raster.At(along, at) : raster.At(at, along);
                var place = (at * _along) + along;
                _crossed[place] = colour.Spread >= Grey;
                _darkness[place] = _crossed[place] ? 0 : (float)Math.Max(0, paper - colour.Luma);
            }
    }

    public static List<AxisLine> Horizontal(Raster raster, int shortest) => new LineFinder(raster, horizontal: true).Find(shortest);

    public static List<AxisLine> Vertical(Raster raster, int shortest) => new LineFinder(raster, horizontal: false).Find(shortest);

    private List<AxisLine> Find(int shortest)
    {
        var lines = new List<AxisLine>();
        var run = default((int Start, int End)?);
        var first = 0;
        for (var at = 0; at <= _across; at++)
        {
            var here = at < _across && LongestRun(at) is var longest && longest.End - longest.Start + 1 >= shortest
                ? longest : default((int Start, int End)?);
            if (here is { } next && run is { } before && Overlap(before, next))
            {
                run = (Math.Min(before.Start, next.Start), Math.Max(before.End, next.End));
                continue;
            }

            if (run is { } done && at - first <= ThickestLine)
                lines.Add(Measure(first, at - 1, done));
            (run, first) = (here, at);
        }

        return lines;
    }

    private static bool Overlap((int Start, int End) one, (int Start, int End) other) =>
        Math.Min(one.End, other.End) > Math.Max(one.Start, other.Start);

    private (int Start, int End) LongestRun(int at)
    {
        var best = (Start: 0, End: -1);
        var (start, last, dark, covered) = (-1, -1, 0, 0);
        for (var along = 0; along < _along; along++)
        {
            var place = (at * _along) + along;
            if (_crossed[place])
                covered++;
            if (_darkness[place] < Dark)
                continue;
            if (start < 0 || along - last - covered > Hole)
                (start, dark) = (along, 0);
            (last, covered) = (along, 0);
            dark++;
            if (last - start > best.End - best.Start && dark >= Own * (last - start + 1))
                best = (start, last);
        }

        return best;
    }

    private AxisLine Measure(int first, int last, (int Start, int End) run)
    {
        var part = Math.Max(1, (run.End - run.Start + 1) / 6);
        return new AxisLine(
            Middle(first, last, run.Start, run.End),
            run.Start,
            run.End,
            Middle(first, last, run.End - part, run.End) - Middle(first, last, run.Start, run.Start + part));
    }

    // Medians along the line, so that ticks and a curve that touches it do not pull it aside; two pixels more on either side, for
    // soft edges are not dark enough to have been counted.
    private double Middle(int first, int last, int start, int end)
    {
        var (weight, sum) = (0.0, 0.0);
        for (var at = Math.Max(0, first - 2); at <= Math.Min(_across - 1, last + 2); at++)
        {
            var median = Statistics.Median(Enumerable.Range(start, end - start + 1).Select(along => (double)_darkness[(at * _along) + along]));
            weight += median;
            sum += median * at;
        }

        return weight > 0 ? sum / weight : (first + last) / 2.0;
    }
}
