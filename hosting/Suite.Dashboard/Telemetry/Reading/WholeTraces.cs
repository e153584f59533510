using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Traces with all their spans, whichever of them met the question.</summary>
internal sealed class WholeTraces
{
    private readonly NumberSet _numbers = new();
    private long _from = long.MaxValue, _to = long.MinValue;

    public WholeTraces(TraceRecord trace) => Add(trace.Number, trace.Start, trace.Finish);

    /// <summary>Those that <see cref="TraceQuery"/> lists, on all its pages.</summary>
    public WholeTraces(RunReader run, TraceQuestion question) =>
        TraceQuery.Scan(run, question, head => Add(head.Number, head.Start, head.Start + head.Duration));

    public IEnumerable<SpanGroup> Spans(RunReader run) => OtlpReading.Spans(
        run, run.SpansInTime(_from, _to), new(run, new TelemetryQuestion { From = _from, To = _to }, _numbers));

    private void Add(int number, long start, long finish)
    {
        _numbers.Add(number);
        _from = Math.Min(_from, start);
        _to = Math.Max(_to, finish);
    }
}
