using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>Claims work whenever there is some and this process has room, and hands it to the handlers.</summary>
internal sealed partial class Worker(
    Claimer claimer,
    ItemRunner runner,
    RunningItems running,
    Heartbeat heartbeat,
    Wakeup wakeup,
    QueueCatalog queues,
    Claimant self,
    IOptions<JobsOptions> options,
    TimeProvider clock,
    Random random,
    ILogger<Worker> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private bool _queuesApplied;
    private long _backOffLookedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.RunItems || self.Steps.Length == 0)
            return;

        using var drained = new CancellationTokenSource();
        var beating = heartbeat.RunAsync(drained.Token);
        try
        {
            await ClaimUntilAsync(stoppingToken);
        }
        finally
        {
            await DrainAsync();
            await drained.CancelAsync();
            await beating;
        }
    }

    private async Task ClaimUntilAsync(CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            var pause = options.Value.Poll;
            try
            {
                await SweepAsync(stopping);
                failures = 0;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // The database is away, most likely: it comes back, and the work with it.
                Log.SweepFailed(logger, e.Message);
                pause = RetryDelay.After(++failures, TimeSpan.FromMilliseconds(100), LongestPause, random);
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await wakeup.WaitAsync(pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        if (!_queuesApplied)
        {
            await queues.ApplyAsync(stopping);
            _queuesApplied = true;
        }
        if (clock.GetElapsedTime(_backOffLookedAt) >= options.Value.Poll)
        {
            await claimer.ReadyAfterBackOffAsync(stopping);
            _backOffLookedAt = clock.GetTimestamp();
        }
        if (Room == 0)
            return;

        foreach (var queue in await claimer.QueuesWithWorkAsync(stopping))
        {
            if (Room == 0)
                return;
            // Not cancelled half-way: a claim that was committed but not heard of would wait for its lease to run out.
            foreach (var item in await claimer.ClaimAsync(queue, self, Room, CancellationToken.None))
            {
                item.BeatAt = clock.GetTimestamp();
                running.Start(item, runner.RunAsync, ended: wakeup.Set);
            }
        }
    }

    private int Room => options.Value.MaxRunningItems - running.Count;

    /// <summary>Tells every handler to stop, and gives their items back, so that other replicas go on with them at once.</summary>
    private async Task DrainAsync()
    {
        running.StopAll();
        var patience = options.Value.StopGrace + TimeSpan.FromSeconds(2);
        try
        {
            await running.Ended.WaitAsync(patience, clock);
        }
        catch (TimeoutException)
        {
            Log.NotDrained(logger, running.Count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Looking for work failed: {Reason}")]
        public static partial void SweepFailed(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "{Count} items could not be given back in time; their leases will run out")]
        public static partial void NotDrained(ILogger logger, int count);
    }
}
