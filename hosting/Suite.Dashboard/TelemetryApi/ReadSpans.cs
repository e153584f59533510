using Suite.Dashboard.Resources;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Dashboard.TelemetryApi;

internal static class ReadSpans
{
    public static void MapReadSpans(this RouteGroupBuilder group) => group
        .MapGet("/spans", Handle)
        .WithName(nameof(ReadSpans))
        .WithSummary("For programs: the newest spans as OTLP JSON; with follow=true also those that come, one line of JSON after the other.");

    internal static async Task Handle(HttpContext http, RunDesk desk, StoreTicks ticks, TimeProvider clock)
    {
        var end = LiveStream.EndOf(http);
        if (!new Parameters(http.Request.Query).Flag("follow"))
        {
            await NewestAsync(http.Request, desk, answer => answer.WriteAsync(http.Response, end));
            return;
        }
        var known = ticks.Counts;
        var last = await NewestAsync(http.Request, desk, answer => answer.WriteLineAsync(http.Response, end));
        await Following.RunAsync(ticks, known, clock, async cancel => last = await NextAsync(http, desk, last, cancel), end);
    }

    private static Task<long> NewestAsync(HttpRequest request, RunDesk desk, Func<OtlpAnswer, Task> write) =>
        desk.StreamAsync(request, async (run, parameters, question) =>
        {
            var trace = parameters.Trace("traceId");
            var newest = new Newest(question.Limit, question.After);
            Scan(run, question, new(run, question, trace), newest);
            var (wanted, first, last) = newest.Set();
            await write(new(Spans: OtlpReading.Spans(run, run.SpansInOrder(first, last), new(run, question, trace), wanted.Contains)));
            return run.LastSpan();
        });

    private static void Scan(RunReader run, TelemetryQuestion question, SpanMatcher matcher, Newest newest)
    {
        using var segments = run.SpansInTime(question.From, question.To);
        while (segments.Next())
        {
            var first = segments.First;
            matcher.Each(segments, (row, start) => newest.Offer(start, first + row));
        }
    }

    private static Task<long> NextAsync(HttpContext http, RunDesk desk, long known, CancellationToken cancel) =>
        desk.StreamAsync(http.Request, async (run, parameters, question) =>
        {
            // By arrival: a span comes when it has ended, and may have begun before the range.
            var all = question with { From = 0, To = long.MaxValue };
            var last = run.LastSpan();
            var matcher = new SpanMatcher(run, all, parameters.Trace("traceId"));
            var groups = OtlpReading.Spans(run, run.SpansInOrder(known + 1, last), matcher, position => position > known).ToList();
            if (groups.Count > 0)
                await new OtlpAnswer(Spans: groups).WriteLineAsync(http.Response, cancel);
            return last;
        });
}
