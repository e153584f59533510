using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>
/// Looks after handlers that take too long: those that do are told to stop, and those that do not listen are left behind. One look at
/// all of them now and then is cheaper than timers of each.
/// </summary>
internal sealed class Overdue(RunningItems running, ItemRunner runner, Slots slots, IOptions<JobsOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                foreach (var item in running.Items)
                    if (item.Phase == ItemPhase.Handling)
                        Look(item);
        }
        catch (OperationCanceledException)
        {
            // The host has stopped, and nothing runs any more.
        }
    }

    private void Look(RunningItem item)
    {
        if (clock.GetElapsedTime(item.BegunAt) > options.Value.AttemptTimeout)
            item.Stop(StopReason.TimedOut);
        if (item.Reason == StopReason.None)
            return;
        item.SeenStoppedAt ??= clock.GetTimestamp();
        if (clock.GetElapsedTime(item.SeenStoppedAt.Value) > options.Value.StopGrace && runner.LeaveBehind(item))
            slots.Replace();
    }
}
