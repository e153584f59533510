using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>Claims work whenever there is some and this process has room, and hands it to the handlers.</summary>
internal sealed partial class Worker(
    Claimer claimer,
    RunningItems running,
    Slots slots,
    Overdue overdue,
    Heartbeat heartbeat,
    GiveBack giveBack,
    Lookout lookout,
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
    private int _turn;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.RunItems || self.Steps.Length == 0)
            return;

        using var drained = new CancellationTokenSource();
        Task[] working = [lookout.RunAsync(stoppingToken), heartbeat.RunAsync(drained.Token), overdue.RunAsync(drained.Token)];
        try
        {
            await ClaimUntilAsync(stoppingToken);
        }
        finally
        {
            await DrainAsync();
            await drained.CancelAsync();
            await Task.WhenAll(working).WaitAsync(LongestPause, clock, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ClaimUntilAsync(CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!await SweepAsync(stopping))
                    await wakeup.WaitAsync(options.Value.Poll, stopping);
                failures = 0;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // The database is away, most likely: it comes back, and the work with it.
                Log.ClaimFailed(logger, e.Message);
                var pause = RetryDelay.After(++failures, TimeSpan.FromMilliseconds(100), LongestPause, random);
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Claims what there is room for. True when there is more to do at once.</summary>
    private async Task<bool> SweepAsync(CancellationToken stopping)
    {
        if (!_queuesApplied)
        {
            await queues.ApplyAsync(stopping);
            _queuesApplied = true;
        }

        var more = false;
        // Another one first each time: while a queue has more than enough for all slots, the others would get none.
        var all = running.Queues.Where(queue => !queue.Exhausted).ToArray();
        for (var i = 0; i < all.Length; i++)
            more |= await ClaimAsync(all[(i + _turn) % all.Length], stopping);
        _turn = (_turn + 1) & int.MaxValue;
        return more;
    }

    private async Task<bool> ClaimAsync(QueueWork queue, CancellationToken stopping)
    {
        running.Measure(queue);
        var room = running.Room(queue);
        if (room == 0)
            return false;

        // Before the look: what is said from here on counts again.
        queue.Exhausted = true;
        var look = queue.Mark.Begin();
        var (claimed, limited) = await TryClaimAsync(queue, room, look, stopping);
        var more = claimed.Count == room;
        queue.Mark.End(look, claimed.Count > 0 ? claimed[^1].Place : null, more);
        // At its limit: what ends here makes room for the next.
        if (more || (limited && queue.Held.Total > 0))
            queue.Exhausted = false;
        return more && running.Room(queue) > 0;
    }

    private void Begin(QueueWork queue, List<RunningItem> claimed)
    {
        running.Add(queue, claimed);
        slots.Fill();
    }

    private async Task<(List<RunningItem> Items, bool Limited)> TryClaimAsync(
        QueueWork queue, int room, Look look, CancellationToken stopping)
    {
        try
        {
            return await claimer.ClaimAsync(new WantedItems(queue.Name, self, room, look.From), items => Begin(queue, items), stopping);
        }
        catch
        {
            queue.Exhausted = false;
            throw;
        }
    }

    /// <summary>Tells every handler to stop, and gives all items back, so that other replicas go on with them at once.</summary>
    private async Task DrainAsync()
    {
        slots.Close();
        await giveBack.UnbegunAsync(_ => true);
        running.StopAll();
        var began = clock.GetTimestamp();
        while (running.Count > 0 && clock.GetElapsedTime(began) < options.Value.StopGrace + TimeSpan.FromSeconds(2))
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock);
        if (running.Count > 0)
            Log.NotDrained(logger, running.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Claiming work failed: {Reason}")]
        public static partial void ClaimFailed(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "{Count} items could not be given back in time; their leases will run out")]
        public static partial void NotDrained(ILogger logger, int count);
    }
}
