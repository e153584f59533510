using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Platform;

/// <summary>Reads the servers' own figures now and then, and only while somebody collects them.</summary>
internal sealed partial class ServerFigures(
    Db db, PostgresFigures postgres, RedisFigures redis, OutboxMetrics outbox, IOptions<PlatformOptions> options, TimeProvider clock,
    ILogger<ServerFigures> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FiguresEvery, clock);
        try
        {
            do
                await ReadAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    public async Task ReadAsync(CancellationToken cancel)
    {
        try
        {
            if (postgres.Wanted)
                await postgres.ReadAsync(cancel);
            if (redis.Wanted)
                await redis.ReadAsync(cancel);
            if (outbox.DepthWanted)
                outbox.Depth = await OutboxDepthAsync(cancel) ?? [];
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            Log.Failed(logger, failure.Message);
        }
    }

    private Task<(string, long)[]?> OutboxDepthAsync(CancellationToken cancel) => db.FirstAsync(
        PlatformSql.OutboxDepth,
        null,
        row => new[] { ("outbox", row.GetInt64(0)), ("delivery", row.GetInt64(1)), ("parked", row.GetInt64(2)) },
        cancel);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Reading the servers' figures failed: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
