using Suite.Dashboard.Resources;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Dashboard.TelemetryApi;

internal static class ReadLogs
{
    public static void MapReadLogs(this RouteGroupBuilder group) => group
        .MapGet("/logs", Handle)
        .WithName(nameof(ReadLogs))
        .WithSummary("For programs: the newest logs as OTLP JSON; with follow=true also those that come, one line of JSON after the other.");

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
            var asked = SearchLogs.Question(parameters, question);
            var newest = new Newest(question.Limit, question.After);
            LogQuery.Scan(run, asked, (time, _, position) => newest.Offer(time, position));
            var (wanted, first, last) = newest.Set();
            await write(new(Logs: OtlpReading.Logs(run, run.LogsInOrder(first, last), new(run, asked), wanted.Contains)));
            return run.LastLog();
        });

    private static Task<long> NextAsync(HttpContext http, RunDesk desk, long known, CancellationToken cancel) =>
        desk.StreamAsync(http.Request, async (run, parameters, question) =>
        {
            // By arrival: a record may come late, and its time lie before the range.
            var asked = SearchLogs.Question(parameters, question with { From = 0, To = long.MaxValue });
            var last = run.LastLog();
            var groups = OtlpReading.Logs(run, run.LogsInOrder(known + 1, last), new(run, asked), position => position > known).ToList();
            if (groups.Count > 0)
                await new OtlpAnswer(Logs: groups).WriteLineAsync(http.Response, cancel);
            return last;
        });
}
