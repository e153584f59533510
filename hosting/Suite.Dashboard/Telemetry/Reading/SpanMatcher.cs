using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Says which spans of a segment are asked for.</summary>
internal sealed class SpanMatcher
{
    private readonly TelemetryQuestion _question;
    private readonly SourceChoice _sources;
    private readonly SpanFilter _filter;
    private readonly NumberSet? _traces;

    /// <param name="traces">Only the spans of these; null: those of all.</param>
    public SpanMatcher(RunReader run, TelemetryQuestion question, NumberSet? traces = null)
    {
        _question = question;
        _sources = new(run.Sources, question.Resources);
        _filter = new(run, question);
        _traces = traces;
    }

    /// <param name="trace">Only this one's spans; empty: those of all.</param>
    public SpanMatcher(RunReader run, TelemetryQuestion question, TraceId trace)
        : this(run, question, trace.IsEmpty ? null : NumberSet.Of(TraceDetails.Find(run, trace)?.Number ?? 0))
    {
    }

    public void Each(SpanSegments segments, Action<int, long> found)
    {
        if (!_filter.IsEmpty && !_filter.Look(segments.Terms))
            return;
        var head = segments.Head;
        var body = _filter.IsEmpty ? default : segments.Body;
        for (var row = segments.Count - 1; row >= 0; row--)
        {
            var start = head.Starts[row];
            if (!_question.Holds(start) || !_sources.Has(head.Sources[row]) || _traces?.Has(head.Traces[row]) == false)
                continue;
            if (_filter.IsEmpty || _filter.Passes(row, head, body))
                found(row, start);
        }
    }
}
