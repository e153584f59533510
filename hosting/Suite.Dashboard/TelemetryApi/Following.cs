using Suite.Dashboard.Resources;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>
/// Tells the newest rows of a question. With <c>follow=true</c> it tells more whenever more is on disk, until the reader leaves or
/// the dashboard stops.
/// </summary>
internal sealed class Following(RunDesk desk, StoreTicks ticks, TimeProvider clock)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="newest">The first answer.</param>
    /// <param name="next">What has come after the position that was told of last.</param>
    public async Task TellAsync(
        HttpContext http,
        Func<RunReader, Parameters, TelemetryQuestion, Told> newest,
        Func<RunReader, Parameters, TelemetryQuestion, long, Told> next)
    {
        var end = LiveStream.EndOf(http);
        var follows = new Parameters(http.Request.Query).Flag("follow");
        // Before the first look at the rows: what is written during it must wake the loop below.
        var seen = ticks.Counts;
        var last = await desk.StreamAsync(http.Request, async (run, parameters, question) =>
        {
            var told = newest(run, parameters, question);
            await (follows ? told.Answer!.WriteLineAsync(http.Response, end) : told.Answer!.WriteAsync(http.Response, end));
            return told.Last;
        });
        if (follows)
            await FollowAsync(seen, async () => last = await NextAsync(http, next, last, end), end);
    }

    private Task<long> NextAsync(
        HttpContext http, Func<RunReader, Parameters, TelemetryQuestion, long, Told> next, long known, CancellationToken end) =>
        desk.StreamAsync(http.Request, async (run, parameters, question) =>
        {
            // By arrival: a row may come late, and its time lie before the range.
            var told = next(run, parameters, question with { From = 0, To = long.MaxValue }, known);
            if (told.Answer is { } answer)
                await answer.WriteLineAsync(http.Response, end);
            return told.Last;
        });

    private async Task FollowAsync(StoreCounts seen, Func<Task> tell, CancellationToken end)
    {
        try
        {
            while (true)
            {
                seen = await ticks.ChangedAsync(seen, end);
                await tell();
                await Task.Delay(AtMostEvery, clock, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // As it should end.
        }
    }
}

/// <param name="Answer">Null when nothing new matches.</param>
/// <param name="Last">The position of the newest row there is, whether it matches or not.</param>
internal readonly record struct Told(OtlpAnswer? Answer, long Last);
