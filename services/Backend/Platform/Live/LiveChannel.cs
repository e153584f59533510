using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Suite.ServiceDefaults;

namespace Suite.Platform;

internal sealed partial class LiveChannel(
    LiveStore store, LiveFeeds feeds, Backoff backoff, TimeProvider clock, ILogger<LiveChannel> logger) : ILiveChannel
{
    public async IAsyncEnumerable<LiveMessage> SubscribeAsync(
        Guid teamId, long? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var hold = feeds.Take(teamId);
        var seen = after ?? await CurrentAsync(teamId, cancel);
        if (hold.Feed.Window?.Covers(seen) != true && await PositionAsync(teamId, cancel) is var position && !position.Covers(seen))
        {
            seen = position.Last;
            yield return Reset(seen);
        }

        while (true)
        {
            var grown = hold.Feed.Grown;
            var messages = hold.Feed.Window?.After(seen) ?? await ReadAsync(teamId, seen, cancel);
            if (messages.Count > 0 && messages[0].Seq != seen + 1)
            {
                // The table was trimmed while this client was too slow to follow.
                seen = (await PositionAsync(teamId, cancel)).Last;
                yield return Reset(seen);
                continue;
            }

            foreach (var message in messages)
            {
                yield return message;
                seen = message.Seq;
            }

            if (messages.Count == 0)
                await grown.WaitAsync(cancel);
        }
    }

    public async Task<long> CurrentAsync(Guid teamId, CancellationToken cancel) => (await PositionAsync(teamId, cancel)).Last;

    // Waits while the database is away.
    private async Task<LivePosition> PositionAsync(Guid teamId, CancellationToken cancel) =>
        (await RetryAsync(() => store.PositionAsync(teamId, cancel), cancel))!;

    private async Task<IReadOnlyList<LiveMessage>> ReadAsync(Guid teamId, long after, CancellationToken cancel) =>
        (await RetryAsync(() => store.ReadAsync(teamId, after, cancel), cancel)).Messages;

    private LiveMessage Reset(long seq) => new(seq, LiveTopics.Reset, clock.GetUtcNow(), "{}"u8);

    // A client's stream outlives a restart of PostgreSQL: it goes on where it was.
    private async Task<T> RetryAsync<T>(Func<Task<T>> read, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (Exception failure) when (DatabaseFailure.IsAway(failure))
            {
                Log.Interrupted(logger, failure.Message);
                await backoff.DelayAsync(attempt, cancel);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "A live stream waits for the database ({Reason}).")]
        public static partial void Interrupted(ILogger logger, string reason);
    }
}
