using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>
/// Counts what waits in every queue now and then, for the metrics that are asked for their value. Every replica reports the same
/// counts: take the greatest, not the sum.
/// </summary>
internal sealed partial class QueueDepths(Db db, JobMetrics metrics, TimeProvider clock, ILogger<QueueDepths> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                if (metrics.DepthsWanted)
                    await CountAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.CountFailed(logger, e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public async Task CountAsync(CancellationToken cancel) => metrics.Depths = await db.QueryAsync(
        TelemetrySql.Depths,
        null,
        row => new QueueDepth(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetFieldValue<TimeSpan>(4)),
        cancel);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Counting what waits in the queues failed: {Reason}")]
        public static partial void CountFailed(ILogger logger, string reason);
    }
}

/// <summary>Unfinished items of a queue, all teams together.</summary>
internal sealed record QueueDepth(string Queue, long Waiting, long HeldBack, long Running, TimeSpan OldestAge);
