using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// One series, put into steps: the last value of a gauge, the growth of a counter as a rate, what a histogram recorded. Cumulative
/// points are turned into growth from one to the next; a restart of the sender (another start time, or a fall) begins at zero.
/// </summary>
internal sealed class SeriesLine(SeriesRow series, long from, long step)
{
    /// <summary>How far before the range a cumulative series may have its last point.</summary>
    public const long LookBack = 120L * 1_000_000_000;

    private readonly List<Point> _points = [];

    public SeriesRow Series { get; } = series;

    public bool IsEmpty => _points.TrueForAll(point => point.TimeNanos < from);

    /// <summary>
    /// Whether the next point of the segment says all that this one does: the last value of a step is enough, unless the points are
    /// growth themselves or the sender began anew in between.
    /// </summary>
    public bool IsCovered(PointHead head, int row) =>
        !Series.Instrument.IsDelta
        && Steps.Floor(head.Times[row], step) == Steps.Floor(head.Times[row + 1], step)
        && head.Starts[row] == head.Starts[row + 1]
        && (head.Values[row] <= head.Values[row + 1] || !Series.Instrument.IsCumulative);

    public void Add(Point point)
    {
        const uint noValue = 1;
        if ((point.Flags & noValue) == 0)
            _points.Add(point);
    }

    public SeriesView View()
    {
        // Segments overlap in time, and a point that was sent again is there twice.
        var points = _points.OrderBy(point => point.TimeNanos).DistinctBy(point => point.TimeNanos).ToList();
        var kind = Series.Instrument;
        var isCumulative = !kind.IsDelta;
        return kind.Kind switch
        {
            MetricKind.Sum when kind.IsMonotonic => Rates(Growth(points, isCumulative)),
            MetricKind.Gauge or MetricKind.Sum => Values(points),
            MetricKind.Summary => Means(points),
            _ => Distributions(points, isCumulative),
        };
    }

    private SeriesView Values(List<Point> points) => Of(
        InSteps(points.Where(point => point.TimeNanos >= from)).Select(of => new double?[] { Millis(of.Key), ((NumberPoint)of.Last()).Value }), null);

    private SeriesView Rates(List<(long Time, double Value)> growth)
    {
        var seconds = step / 1e9;
        var inRange = growth.Where(one => one.Time >= from).ToList();
        return Of(
            inRange.GroupBy(one => Steps.Floor(one.Time, step)).Select(of => new double?[] { Millis(of.Key), of.Sum(one => one.Value) / seconds }),
            inRange.Sum(one => one.Value));
    }

    // A summary's quantiles are of all time and cannot be put into steps; its mean can.
    private SeriesView Means(List<Point> points)
    {
        var means = points.Cast<SummaryPoint>().Zip(points.Cast<SummaryPoint>().Skip(1))
            .Where(pair => pair.Second.Count > pair.First.Count && pair.Second.TimeNanos >= from)
            .Select(pair => (pair.Second.TimeNanos, Mean: (pair.Second.Sum - pair.First.Sum) / (pair.Second.Count - pair.First.Count)));
        return Of(means.GroupBy(one => Steps.Floor(one.TimeNanos, step)).Select(of => new double?[] { Millis(of.Key), of.Average(one => one.Mean) }), null);
    }

    private SeriesView Distributions(List<Point> points, bool isCumulative)
    {
        var steps = new SortedDictionary<long, Distribution>();
        Distribution? before = null;
        long start = 0;
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            if (isCumulative && i + 1 < points.Count && IsSameStep(point, points[i + 1]))
                continue;
            var now = Distribution.Of(point);
            var recorded = isCumulative && before is not null && start == point.StartNanos ? now.Since(before) : IsFirst(isCumulative, before, point) ? null : now;
            (before, start) = (now, point.StartNanos);
            if (recorded is null || recorded.Count == 0 || point.TimeNanos < from)
                continue;
            var slice = Steps.Floor(point.TimeNanos, step);
            steps[slice] = steps.TryGetValue(slice, out var so) ? so.Plus(recorded) : recorded;
        }
        return Of(steps.Select(one => new double?[]
        {
            Millis(one.Key), one.Value.Count, one.Value.Sum, one.Value.Quantile(0.5), one.Value.Quantile(0.9), one.Value.Quantile(0.99),
        }), null);
    }

    private bool IsSameStep(Point point, Point next) =>
        Steps.Floor(point.TimeNanos, step) == Steps.Floor(next.TimeNanos, step) && point.StartNanos == next.StartNanos;

    private List<(long Time, double Value)> Growth(List<Point> points, bool isCumulative)
    {
        var growth = new List<(long, double)>(points.Count);
        NumberPoint? before = null;
        foreach (var point in points.Cast<NumberPoint>())
        {
            if (!isCumulative)
                growth.Add((point.TimeNanos, point.Value));
            else if (before is not null && before.StartNanos == point.StartNanos && point.Value >= before.Value)
                growth.Add((point.TimeNanos, point.Value - before.Value));
            else if (!IsFirst(isCumulative, before, point))
                growth.Add((point.TimeNanos, point.Value));
            before = point;
        }
        return growth;
    }

    // The first point of a counter that began long ago says nothing about now; of one that began in the range it is all growth.
    private bool IsFirst(bool isCumulative, object? before, Point point) => isCumulative && before is null && point.StartNanos < from - LookBack;

    private IEnumerable<IGrouping<long, Point>> InSteps(IEnumerable<Point> points) => points.GroupBy(point => Steps.Floor(point.TimeNanos, step));

    private SeriesView Of(IEnumerable<double?[]> points, double? total) => new(
        Segments.Values.Shown(Series.Attributes), [.. points.Select(point => Array.ConvertAll(point, Finite))], Finite(total));

    // JSON has no word for the others.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? value : null;

    private static double Millis(long nanos) => nanos / 1_000_000;
}
