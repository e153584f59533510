using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>
/// Knows where there may be work: told by notices at once, and found by looking at all queues now and then. It looks beside the
/// claims and not between them, for it may take long: see <see cref="TurnMark"/>.
/// </summary>
internal sealed partial class Lookout(
    Claimer claimer,
    RunningItems running,
    Wakeup worker,
    IOptions<JobsOptions> options,
    TimeProvider clock,
    Random random,
    ILogger<Lookout> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly Wakeup _everywhere = new(clock);

    /// <summary>Something is ready, as the notice says; an empty one stands for anything anywhere.</summary>
    public void Hear(ReadyNotice notice)
    {
        if (string.IsNullOrEmpty(notice.Queue))
        {
            foreach (var queue in running.Queues)
                queue.Mark.Forget();
            _everywhere.Set();
            return;
        }

        var named = running.Queue(notice.Queue);
        if (notice.Turn is { } turn)
            named.Mark.Heard(turn);
        else
            named.Mark.Forget();
        named.Exhausted = false;
        worker.Set();
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var began = clock.GetTimestamp();
                await LookAsync(stopping);
                failures = 0;
                // Many dead entries in its way make it slow, and then it comes less often: notices spare us most of it.
                var pause = clock.GetElapsedTime(began) * 10;
                await _everywhere.WaitAsync(
                    pause < options.Value.Poll ? options.Value.Poll : pause > LongestPause ? LongestPause : pause, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // The database is away, most likely: it comes back, and the work with it.
                Log.LookFailed(logger, e.Message);
                var pause = RetryDelay.After(++failures, TimeSpan.FromMilliseconds(100), LongestPauseAfterFailure, random);
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        await claimer.ReadyAfterBackOffAsync(stopping);
        var found = await claimer.QueuesWithWorkAsync(stopping);
        foreach (var queue in found)
            running.Queue(queue).Exhausted = false;
        if (found.Count > 0)
            worker.Set();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Looking for work failed: {Reason}")]
        public static partial void LookFailed(ILogger logger, string reason);
    }
}
