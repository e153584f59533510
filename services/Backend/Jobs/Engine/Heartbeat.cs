using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>Keeps the leases of all running items alive, and tells those that lost theirs to stop.</summary>
internal sealed partial class Heartbeat(
    LeaseExtension leases,
    TokenUse tokens,
    RunningItems running,
    GiveBack giveBack,
    IOptions<JobsOptions> options,
    TimeProvider clock,
    ILogger<Heartbeat> logger)
{
    // Those claimed ahead were to run within a tenth of that: something takes long here, and another process may be free.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.Value.Pulse, clock);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(cancel))
                    return;
                // Not before their claim is committed: all leases would wait for that.
                await giveBack.UnbegunAsync(item => item.Held.IsCompleted && clock.GetElapsedTime(item.ClaimedAt) > LongestWait);
                // In the order in which ends hold them, too: neither waits for the other.
                var due = running.Items.Where(IsDue).OrderBy(item => item.ItemId).ToList();
                if (due.Count > 0)
                    await BeatAsync(due, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                Log.BeatFailed(logger, e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool IsDue(RunningItem item) =>
        !item.Writing && item.Held.IsCompleted
        && (item.Progress != item.WrittenProgress || clock.GetElapsedTime(item.BeatAt) >= options.Value.Heartbeat);

    private async Task BeatAsync(List<RunningItem> due, CancellationToken cancel)
    {
        var held = await leases.ExtendAsync(due, cancel);
        foreach (var item in due)
        {
            if (!held.TryGetValue(item.AttemptId, out var jobCancelled))
            {
                item.Stop(StopReason.LeaseLost);
                continue;
            }
            item.BeatAt = clock.GetTimestamp();
            await tokens.WriteAsync(item, cancel);
            if (jobCancelled)
                item.Stop(StopReason.Cancelled);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Extending the leases failed: {Reason}")]
        public static partial void BeatFailed(ILogger logger, string reason);
    }
}
