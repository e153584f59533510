using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// A picture of all traces in at most a thousand points. When there are more, each slice of time keeps those that people look
/// for: the failed first, then the slowest.
/// </summary>
internal sealed class Scatter(long from, long to)
{
    private const int Most = 1000;
    private const int OfSlice = 4;
    private const int Slices = Most / OfSlice;

    private readonly List<TraceHead> _all = [];
    private readonly PriorityQueue<TraceHead, (bool Failed, long Duration)>[] _slices =
        [.. Enumerable.Range(0, Slices).Select(_ => new PriorityQueue<TraceHead, (bool, long)>())];

    public void Add(TraceHead trace)
    {
        if (_all.Count <= Most)
            _all.Add(trace);
        var slice = _slices[Math.Clamp((int)((trace.Start - from) / Math.Max(1, ((to - from) / Slices) + 1)), 0, Slices - 1)];
        var rank = (trace.Failed, trace.Duration);
        if (slice.Count < OfSlice)
            slice.Enqueue(trace, rank);
        else if (slice.TryPeek(out _, out var least) && rank.CompareTo(least) > 0)
            slice.DequeueEnqueue(trace, rank);
    }

    public IReadOnlyList<TracePoint> Points(RunReader run)
    {
        var chosen = _all.Count <= Most ? _all : [.. _slices.SelectMany(slice => slice.UnorderedItems.Select(item => item.Element))];
        return
        [
            .. chosen.OrderBy(trace => trace.Start).Select(trace => new TracePoint(
                Nanos.Text(trace.Start), trace.Duration / 1e6, trace.Failed, TraceQuery.Record(run, trace.Number).Id.ToString())),
        ];
    }
}
