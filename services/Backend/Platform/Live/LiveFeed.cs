using Microsoft.Extensions.Logging;

namespace Suite.Platform;

/// <summary>
/// The newest messages of one team in this process, read from the table once for all its clients. It looks when it is signalled,
/// and every two seconds in case a signal was lost.
/// </summary>
internal sealed partial class LiveFeed(Guid teamId, LiveStore store, Backoff backoff, TimeProvider clock, ILogger logger)
{
    private const int Batch = 500;
    private const int Kept = 1_000;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Pulse _signalled = new();
    private readonly Pulse _grown = new();
    private readonly List<LiveMessage> _newest = [];
    private long? _last;

    /// <summary>Completes when messages have come since this was read.</summary>
    public Task Grown => _grown.Next;

    public void Signal() => _signalled.Raise();

    /// <summary>The messages after <paramref name="after"/>; null when they must be read from the table.</summary>
    public IReadOnlyList<LiveMessage>? Find(long after)
    {
        lock (_lock)
        {
            if (_last is null)
                return null;
            if (after >= _last)
                return [];
            var first = _last.Value - _newest.Count;
            return after < first ? null : _newest[(int)(after - first)..];
        }
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        for (var attempt = 1; !cancel.IsCancellationRequested; attempt++)
        {
            try
            {
                _last ??= (await store.PositionAsync(teamId, cancel))!.Last;
                var signalled = _signalled.Next;
                if (!await GrowAsync(cancel))
                    await signalled.WaitAtMostAsync(Poll, clock, cancel);
                attempt = 0;
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

    private async Task<bool> GrowAsync(CancellationToken cancel)
    {
        var more = await store.ReadAsync(teamId, _last!.Value, Batch, cancel);
        if (more.Count == 0)
            return false;
        lock (_lock)
        {
            // A gap means that messages were trimmed before they were read here: what is held no longer joins on.
            if (more[0].Seq != _last + 1)
                _newest.Clear();
            _newest.AddRange(more);
            _newest.RemoveRange(0, Math.Max(0, _newest.Count - Kept));
            _last = more[^1].Seq;
        }

        _grown.Raise();
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The live feed of team {TeamId} was interrupted ({Reason}): trying again.")]
        public static partial void Interrupted(ILogger logger, Guid teamId, string reason);
    }
}
