using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Platform;

/// <summary>Keeps the tables of this module bounded; runs beside the one dispatcher.</summary>
internal sealed partial class Housekeeping(
    Db db, IOptions<PlatformOptions> options, TimeProvider clock, ILogger<Housekeeping> logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await TidyAsync(cancel);
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                Log.Skipped(logger, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    public async Task TidyAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await db.ExecuteAsync(
            PlatformSql.TrimLiveMessages,
            args => args.Add((long)options.Value.LiveKeepMessages).Add(now - options.Value.LiveKeepFor),
            cancel);
        await db.ExecuteAsync(PlatformSql.TrimIdempotencyKeys, args => args.Add(now), cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Tidying up was skipped this time: {Reason}")]
        public static partial void Skipped(ILogger logger, string reason);
    }
}
