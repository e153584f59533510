using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Exemplars of an instrument, each once: cumulative histograms send theirs again until there is a newer one. When there are many, of
/// each moment those with the largest values.
/// </summary>
internal sealed class ExemplarShelf(long from, long to)
{
    private const int Slices = 100;
    private const int OfSlice = 5;

    private readonly HashSet<(long, ulong, double)> _seen = [];
    private readonly PriorityQueue<Exemplar, double>[] _slices = [.. Enumerable.Range(0, Slices).Select(_ => new PriorityQueue<Exemplar, double>())];

    public bool HasLeftOut { get; private set; }

    public void Add(Exemplar exemplar)
    {
        // One that is no number has no place in a chart.
        if (exemplar.TimeNanos < from || exemplar.TimeNanos > to || !double.IsFinite(exemplar.Value) || !_seen.Add((exemplar.TimeNanos, exemplar.SpanId.Value, exemplar.Value)))
            return;
        var slice = _slices[(int)((exemplar.TimeNanos - from) / (((to - from) / Slices) + 1))];
        slice.Enqueue(exemplar, exemplar.Value);
        if (slice.Count <= OfSlice)
            return;
        slice.Dequeue();
        HasLeftOut = true;
    }

    public IReadOnlyList<ExemplarView> Views() =>
    [
        .. _slices.SelectMany(slice => slice.UnorderedItems.Select(item => item.Element)).OrderBy(exemplar => exemplar.TimeNanos)
            .Select(exemplar => new ExemplarView(
                Nanos.Text(exemplar.TimeNanos), exemplar.Value,
                exemplar.TraceId.IsEmpty ? null : exemplar.TraceId.ToString(), exemplar.SpanId.IsEmpty ? null : exemplar.SpanId.ToString(),
                Values.Shown(exemplar.Attributes))),
    ];
}
