using System.Globalization;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Fetches logs by position.</summary>
internal static class LogRows
{
    /// <summary>In the order of <paramref name="positions"/>.</summary>
    public static IReadOnlyList<LogView> Views(RunReader run, IReadOnlyList<long> positions)
    {
        var views = new Dictionary<long, LogView>();
        foreach (var position in positions)
        {
            if (views.ContainsKey(position))
                continue;
            using var segments = run.LogsInOrder(position, position);
            while (segments.Next())
            {
                var terms = segments.Terms;
                // The page's other rows are mostly in the same segment.
                foreach (var other in positions)
                {
                    if (other >= segments.First && other < segments.First + segments.Count)
                        views[other] = View(run, segments, terms, (int)(other - segments.First));
                }
            }
        }
        return [.. positions.Where(views.ContainsKey).Select(position => views[position])];
    }

    public static LogRow Row(LogSegments segments, Terms terms, int row)
    {
        var head = segments.Head;
        var ids = segments.Ids;
        var body = segments.Body;
        return new(head.Sources[row], head.Scopes[row], head.Times[row], new LogRecord
        {
            TimeNanos = head.Times[row],
            ObservedNanos = body.Observed[row],
            Severity = head.Severities[row],
            SeverityText = terms.Text(body.SeverityTexts[row]),
            Body = terms.Value(body.Bodies[row]),
            Attributes = terms.Attributes(body.Attributes[row]),
            TraceId = new(ids.TracesHigh[row], ids.TracesLow[row]),
            SpanId = new(ids.Spans[row]),
            Flags = body.Flags[row],
            EventName = terms.Text(body.Events[row]),
        });
    }

    private static LogView View(RunReader run, LogSegments segments, Terms terms, int row)
    {
        var head = segments.Head;
        var ids = segments.Ids;
        var body = segments.Body;
        var source = run.Source(head.Sources[row]);
        var (trace, span) = (new TraceId(ids.TracesHigh[row], ids.TracesLow[row]), new SpanId(ids.Spans[row]));
        return new(
            (segments.First + row).ToString(CultureInfo.InvariantCulture), Nanos.Text(head.Times[row]), source.Service, source.Instance,
            LogLevels.NameOf(head.Severities[row]), terms.Text(body.SeverityTexts[row]), terms.Text(body.Bodies[row]),
            terms.Shown(body.Attributes[row]), run.Scope(head.Scopes[row]).Name, terms.Text(body.Events[row]),
            trace.IsEmpty ? null : trace.ToString(), span.IsEmpty ? null : span.ToString());
    }
}
