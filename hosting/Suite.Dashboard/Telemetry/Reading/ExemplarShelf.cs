using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Exemplars of an instrument, each once: cumulative histograms send theirs again until there is a newer one.</summary>
internal sealed class ExemplarShelf
{
    private const int Most = 500;

    private readonly Dictionary<(long, ulong, double), Exemplar> _exemplars = [];

    public bool IsFull => _exemplars.Count >= Most;

    public void Add(Exemplar[] exemplars, long from, long to)
    {
        foreach (var exemplar in exemplars)
        {
            if (exemplar.TimeNanos >= from && exemplar.TimeNanos <= to && !IsFull)
                _exemplars.TryAdd((exemplar.TimeNanos, exemplar.SpanId.Value, exemplar.Value), exemplar);
        }
    }

    public IReadOnlyList<ExemplarView> Views() =>
    [
        .. _exemplars.Values.OrderBy(exemplar => exemplar.TimeNanos).Select(exemplar => new ExemplarView(
            Nanos.Text(exemplar.TimeNanos), exemplar.Value,
            exemplar.TraceId.IsEmpty ? null : exemplar.TraceId.ToString(), exemplar.SpanId.IsEmpty ? null : exemplar.SpanId.ToString(),
            Values.Shown(exemplar.Attributes))),
    ];
}
