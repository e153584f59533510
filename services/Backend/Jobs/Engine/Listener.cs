using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Hears at once of new work and of cancelled jobs. Without it, polling and heartbeats find them a little later.</summary>
internal sealed partial class Listener(
    Db db, Lookout look, WorkArrived arrived, RunningItems running, GiveBack giveBack, TimeProvider clock, Random random, ILogger<Listener> logger) : BackgroundService
{
    public const string ReadyChannel = "jobs_ready";
    public const string CancelledChannel = "jobs_cancelled";

    /// <summary>A job was paused: what was claimed ahead of it goes back.</summary>
    public const string PausedChannel = "jobs_paused";

    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => failures = 0, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.ConnectionLost(logger, e.Message);
                var pause = RetryDelay.After(++failures, TimeSpan.FromMilliseconds(100), LongestPause, random);
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(Action connected, CancellationToken stopping)
    {
        await using var session = await db.OpenSessionAsync(stopping);
        var connection = session.Connection;
        connection.Notification += (_, message) => Hear(message);
        await using (var listen = new NpgsqlCommand($"listen {ReadyChannel}; listen {CancelledChannel}; listen {PausedChannel}", connection))
            await listen.ExecuteNonQueryAsync(stopping);
        connected();
        // For what was said while nobody listened.
        look.Hear(default);
        arrived.Raise();

        while (true)
        {
            if (await connection.WaitAsync(CheckEvery, stopping))
                continue;
            // A connection that broke silently hears nothing for ever: ask it something now and then.
            await using var check = new NpgsqlCommand("select 1", connection);
            await check.ExecuteNonQueryAsync(stopping);
        }
    }

    private void Hear(NpgsqlNotificationEventArgs message)
    {
        if (message.Channel == ReadyChannel)
        {
            look.Hear(ReadyNotice.Parse(message.Payload));
            arrived.Raise();
        }
        else if (Guid.TryParse(message.Payload, out var jobId))
        {
            if (message.Channel == CancelledChannel)
                running.StopJob(jobId);
            _ = giveBack.UnbegunAsync(item => item.JobId == jobId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not hearing of new work until connected again: {Reason}")]
        public static partial void ConnectionLost(ILogger logger, string reason);
    }
}
