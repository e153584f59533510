using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.TelemetryApi;

internal static class ReadTraces
{
    public static void MapReadTraces(this RouteGroupBuilder group) => group
        .MapGet("/traces", Handle)
        .WithName(nameof(ReadTraces))
        .WithSummary("For programs: the newest or slowest traces with all their spans, as OTLP JSON.");

    internal static Task Handle(HttpRequest request, HttpResponse response, RunDesk desk) => desk.StreamAsync(request, async (run, parameters, question) =>
    {
        var asked = SearchTraces.Question(parameters, question);
        var newest = new Newest(question.Limit, question.After);
        TraceQuery.Scan(run, asked, trace => newest.Offer(asked.Order == TraceOrder.Time ? trace.Start : trace.Duration, trace.Number));
        var spans = newest.Page().Numbers.SelectMany(number => Spans(run, TraceQuery.Record(run, number)));
        await new OtlpAnswer(Spans: spans).WriteAsync(response, request.HttpContext.RequestAborted);
        return 0;
    });

    internal static IEnumerable<SpanGroup> Spans(RunReader run, TraceRecord trace) => SpanRows.OfTrace(run, trace)
        .GroupBy(row => (row.Source, row.Scope))
        .Select(same => new SpanGroup(run.Source(same.Key.Source), run.Scope(same.Key.Scope), [.. same.Select(row => row.Span)]));
}
