using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Platform;

/// <summary>Keeps the tables of this module bounded; runs beside the one dispatcher.</summary>
internal sealed partial class Housekeeping(
    Db db, IOptions<PlatformOptions> options, TimeProvider clock, ILogger<Housekeeping> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Pulse _due = new();
    private long _bytes;

    /// <summary>Says how much was published: many events in a short time are trimmed before the minute is over.</summary>
    public void Note(long bytes)
    {
        if ((_bytes += bytes) < options.Value.LiveKeepBytes)
            return;
        _bytes = 0;
        _due.Raise();
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var due = _due.Next;
            try
            {
                await TidyAsync(cancel);
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                Log.Skipped(logger, failure.Message);
            }

            await due.WaitAtMostAsync(Every, clock, cancel);
        }
    }

    public async Task TidyAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var keep = options.Value;
        await db.ExecuteAsync(
            PlatformSql.TrimLiveMessages,
            args => args.Add((long)keep.LiveKeepMessages).Add(now - keep.LiveKeepFor).Add(keep.LiveKeepBytes),
            cancel);
        await db.ExecuteAsync(PlatformSql.TrimIdempotencyKeys, args => args.Add(now), cancel);
        var trimmed = await db.QueryAsync(
            PlatformSql.TrimParkedDeliveries,
            args => args.Add(now - keep.KeepParked),
            row => (Subscriber: row.GetString(0), Topic: row.GetString(1), Count: row.GetInt64(2)),
            cancel);
        foreach (var (subscriber, topic, count) in trimmed)
            Log.ParkedTrimmed(logger, count, topic, subscriber, keep.KeepParked);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} events {Topic}, parked because {Subscriber} failed, are over {KeepParked} old and removed.")]
        public static partial void ParkedTrimmed(ILogger logger, long count, string topic, string subscriber, TimeSpan keepParked);

        [LoggerMessage(LogLevel.Warning, "Tidying up was skipped this time: {Reason}")]
        public static partial void Skipped(ILogger logger, string reason);
    }
}
