using Microsoft.Extensions.Logging;

namespace Suite.Platform;

/// <summary>
/// The newest messages of one team in this process, read from the table once for all its clients. It looks when it is signalled,
/// and every two seconds in case a signal was lost.
/// </summary>
internal sealed partial class LiveFeed(
    Guid teamId, LiveStore store, TimeSpan gather, Backoff backoff, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private readonly Pulse _signalled = new();
    private readonly Pulse _grown = new();
    private volatile LiveWindow? _window;

    /// <summary>Completes when messages have come since this was read.</summary>
    public Task Grown => _grown.Next;

    /// <summary>Null until the feed knows where the team's messages stand.</summary>
    public LiveWindow? Window => _window;

    public void Signal() => _signalled.Raise();

    public async Task RunAsync(CancellationToken cancel)
    {
        for (var attempt = 1; !cancel.IsCancellationRequested; attempt++)
        {
            try
            {
                await FollowAsync(() => attempt = 0, cancel);
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.Interrupted(logger, teamId, failure.Message);
                await backoff.DelayAsync(attempt, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task FollowAsync(Action looked, CancellationToken cancel)
    {
        // Whoever looked into the table before this feed knew where it stands has to look once more.
        if (_window is null)
            Grow(LiveWindow.StartingAfter((await store.PositionAsync(teamId, cancel))!.Last));
        while (true)
        {
            var signalled = _signalled.Next;
            var started = clock.GetTimestamp();
            var (more, isFull) = await store.ReadAsync(teamId, _window!.Last, cancel);
            looked();
            if (more.Count > 0)
                Grow(_window.With(more));
            if (isFull)
                continue;
            // Each turn wakes all clients: what comes while they are busy is sent to them in the next.
            if (more.Count > 0 && gather - clock.GetElapsedTime(started) is { Ticks: > 0 } rest)
                await Task.Delay(rest, clock, cancel);
            await signalled.WaitAtMostAsync(Poll, clock, cancel);
        }
    }

    private void Grow(LiveWindow window)
    {
        _window = window;
        _grown.Raise();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The live feed of team {TeamId} was interrupted ({Reason}): trying again.")]
        public static partial void Interrupted(ILogger logger, Guid teamId, string reason);
    }
}
