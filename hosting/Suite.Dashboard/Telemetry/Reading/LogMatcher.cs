using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Reading;

/// <param name="LeastSeverity">0 takes all; a record without any counts as <see cref="LogLevels.Effective"/> says.</param>
internal sealed record LogQuestion(TelemetryQuestion Common, int LeastSeverity = 0, TraceId Trace = default, SpanId Span = default);

/// <summary>Says which logs of a segment are asked for.</summary>
internal sealed class LogMatcher(RunReader run, LogQuestion question)
{
    private readonly TelemetryQuestion _common = question.Common;
    private readonly SourceChoice _sources = new(run.Sources, question.Common.Resources);
    private readonly LogFilter _filter = new(run, question.Common);

    /// <summary>The newest first: a page is full early, and the rest is only counted.</summary>
    public void Each(LogSegments segments, Action<int, long, byte> found)
    {
        if (!_filter.IsEmpty && !_filter.Look(segments.Terms))
            return;
        var head = segments.Head;
        var body = _filter.IsEmpty ? default : segments.Body;
        var ids = question.Trace.IsEmpty && question.Span.IsEmpty ? default : segments.Ids;
        for (var row = segments.Count - 1; row >= 0; row--)
        {
            var time = head.Times[row];
            if (!_common.Holds(time) || LogLevels.Effective(head.Severities[row]) < question.LeastSeverity || !_sources.Has(head.Sources[row]))
                continue;
            if (!question.Trace.IsEmpty && (ids.TracesLow[row] != question.Trace.Low || ids.TracesHigh[row] != question.Trace.High))
                continue;
            if (!question.Span.IsEmpty && ids.Spans[row] != question.Span.Value)
                continue;
            if (_filter.IsEmpty || _filter.Passes(row, head, body))
                found(row, time, head.Severities[row]);
        }
    }
}
