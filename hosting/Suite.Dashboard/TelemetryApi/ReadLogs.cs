using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Dashboard.TelemetryApi;

internal static class ReadLogs
{
    public static void MapReadLogs(this RouteGroupBuilder group) => group
        .MapGet("/logs", Handle)
        .WithName(nameof(ReadLogs))
        .WithSummary("For programs: the newest logs as OTLP JSON; with follow=true also those that come, one line of JSON after the other.");

    internal static Task Handle(HttpContext http, Following following) => following.TellAsync(http, Newest, Next);

    private static Told Newest(RunReader run, Parameters parameters, TelemetryQuestion question)
    {
        var asked = SearchLogs.Question(parameters, question);
        var newest = new Newest(question.Limit, question.After);
        LogQuery.Scan(run, asked, (time, _, position) => newest.Offer(time, position));
        var (wanted, first, last) = newest.Set();
        return new(new(Logs: OtlpReading.Logs(run, run.LogsInOrder(first, last), new(run, asked), wanted.Contains)), run.LastLog());
    }

    private static Told Next(RunReader run, Parameters parameters, TelemetryQuestion question, long known)
    {
        var last = run.LastLog();
        var matcher = new LogMatcher(run, SearchLogs.Question(parameters, question));
        var groups = OtlpReading.Logs(run, run.LogsInOrder(known + 1, last), matcher, position => position > known).ToList();
        return new(groups.Count > 0 ? new(Logs: groups) : null, last);
    }
}
