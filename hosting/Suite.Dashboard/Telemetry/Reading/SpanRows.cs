using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Makes whole spans of a segment's rows again.</summary>
internal readonly ref struct SpanRows(SpanSegments segments)
{
    private readonly SpanHead _head = segments.Head;
    private readonly SpanIds _ids = segments.Ids;
    private readonly SpanBody _body = segments.Body;
    private readonly Terms _terms = segments.Terms;
    private readonly SpanDetails _details = segments.Details;

    /// <param name="trace">The segment has only the run's number for it.</param>
    public SpanRow Row(int row, TraceId trace)
    {
        var (state, events, links) = _details.Read(row, _terms);
        return new(_head.Sources[row], _body.Scopes[row], _head.Traces[row], new Span
        {
            TraceId = trace,
            SpanId = new(_ids.Ids[row]),
            ParentId = new(_ids.Parents[row]),
            TraceState = state,
            Name = _terms.Text(_body.Names[row]),
            Kind = (SpanKind)_head.Kinds[row],
            StartNanos = _head.Starts[row],
            EndNanos = _head.Starts[row] + _head.Durations[row],
            Attributes = _terms.Attributes(_body.Attributes[row]),
            Events = events,
            Links = links,
            Status = (StatusCode)_head.Statuses[row],
            StatusMessage = _terms.Text(_body.Messages[row]),
            Flags = _body.Flags[row],
        });
    }

    /// <summary>All spans of a trace, each once, in the order of arrival.</summary>
    public static List<SpanRow> OfTrace(RunReader run, TraceRecord trace)
    {
        var found = new List<SpanRow>(trace.Spans);
        var seen = new HashSet<ulong>();
        using var segments = run.SpansInOrder(trace.FirstSpan, trace.LastSpan);
        while (segments.Next())
        {
            var traces = segments.Head.Traces;
            if (!traces.Contains(trace.Number))
                continue;
            var rows = new SpanRows(segments);
            for (var row = 0; row < traces.Length; row++)
            {
                if (traces[row] == trace.Number && seen.Add(rows._ids.Ids[row]))
                    found.Add(rows.Row(row, trace.Id));
            }
        }
        return found;
    }
}
