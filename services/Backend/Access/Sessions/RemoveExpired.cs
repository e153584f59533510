using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Platform;

namespace Suite.Access;

/// <summary>Clears away, every hour, sessions that are over and what nobody asks for after a day.</summary>
internal sealed partial class RemoveExpired(Db db, TimeProvider clock, ILogger<RemoveExpired> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = clock.GetUtcNow();
                await db.ExecuteAsync(AccessSql.RemoveExpired, args => args.Add(now).Add(now - Stale), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Skipped(logger, failure.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Clearing expired sessions was skipped this time: {Reason}")]
        public static partial void Skipped(ILogger logger, string reason);
    }
}
