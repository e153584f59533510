namespace Suite.Jobs;

/// <summary>
/// Wakes every external worker that waits for work. Take <see cref="Next"/> before looking for some and wait for it after finding
/// none: then nothing that arrives in between is missed.
/// </summary>
internal sealed class WorkArrived
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() =>
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
