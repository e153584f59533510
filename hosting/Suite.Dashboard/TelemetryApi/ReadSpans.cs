using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Dashboard.TelemetryApi;

internal static class ReadSpans
{
    public static void MapReadSpans(this RouteGroupBuilder group) => group
        .MapGet("/spans", Handle)
        .WithName(nameof(ReadSpans))
        .WithSummary("For programs: the newest spans as OTLP JSON; with follow=true also those that come, one line of JSON after the other.");

    internal static Task Handle(HttpContext http, Following following) => following.TellAsync(http, Newest, Next);

    private static Told Newest(RunReader run, Parameters parameters, TelemetryQuestion question)
    {
        var trace = parameters.Trace("traceId");
        var newest = new Newest(question.Limit, question.After);
        Scan(run, question, new(run, question, trace), newest);
        var (wanted, first, last) = newest.Set();
        return new(new(Spans: OtlpReading.Spans(run, run.SpansInOrder(first, last), new(run, question, trace), wanted.Contains)), run.LastSpan());
    }

    private static void Scan(RunReader run, TelemetryQuestion question, SpanMatcher matcher, Newest newest)
    {
        using var segments = run.SpansInTime(question.From, question.To);
        while (segments.Next())
        {
            var first = segments.First;
            matcher.Each(segments, (row, start) => newest.Offer(start, first + row));
        }
    }

    private static Told Next(RunReader run, Parameters parameters, TelemetryQuestion question, long known)
    {
        var last = run.LastSpan();
        var matcher = new SpanMatcher(run, question, parameters.Trace("traceId"));
        var groups = OtlpReading.Spans(run, run.SpansInOrder(known + 1, last), matcher, position => position > known).ToList();
        return new(groups.Count > 0 ? new(Spans: groups) : null, last);
    }
}
