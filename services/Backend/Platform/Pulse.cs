namespace Suite.Platform;

/// <summary>
/// Wakes everyone who waits. Take <see cref="Next"/> before looking for work and wait for it after finding none: then no pulse
/// in between is lost.
/// </summary>
internal sealed class Pulse
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}

internal static class PulseWaiting
{
    /// <summary>Returns when the pulse came or the time is over.</summary>
    public static async Task WaitAtMostAsync(this Task pulse, TimeSpan time, TimeProvider clock, CancellationToken cancel)
    {
        await pulse.WaitAsync(time, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
    }
}
