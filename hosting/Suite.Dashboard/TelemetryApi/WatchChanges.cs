using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Resources;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.TelemetryApi;

internal static class WatchChanges
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public static void MapWatchChanges(this RouteGroupBuilder group) => group
        .MapGet("/changes", Handle)
        .WithName(nameof(WatchChanges))
        .WithSummary("Tells, at most twice a second, how much has come on disk since the last time.");

    internal static ServerSentEventsResult<TickView> Handle(HttpContext http, StoreTicks ticks, TimeProvider clock) =>
        TypedResults.ServerSentEvents(TellAsync(ticks, clock, LiveStream.EndOf(http)));

    private static async IAsyncEnumerable<SseItem<TickView>> TellAsync(
        StoreTicks ticks, TimeProvider clock, [EnumeratorCancellation] CancellationToken end)
    {
        var known = ticks.Counts;
        // At once, so that a page knows from when on it is told.
        yield return new SseItem<TickView>(new(0, 0, 0), "alive");
        while (!end.IsCancellationRequested)
        {
            var change = ticks.ChangedAsync(known, end);
            while (await Task.WhenAny(change, Task.Delay(Quiet, clock, end)) != change)
                yield return new SseItem<TickView>(new(0, 0, 0), "alive");
            // The end is no failure: the page reads it as one of a whole answer, and asks again.
            if (change.IsCanceled)
                yield break;
            var now = await change;
            yield return new SseItem<TickView>(new(now.Spans - known.Spans, now.Logs - known.Logs, now.Points - known.Points));
            known = now;
            await Task.Delay(AtMostEvery, clock, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
