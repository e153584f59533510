namespace Suite.Jobs;

/// <summary>Tells the worker to look for work now: any number of signals before it looks are one.</summary>
internal sealed class Wakeup(TimeProvider clock)
{
    private TaskCompletionSource _signal = New();

    public void Set() => Volatile.Read(ref _signal).TrySetResult();

    /// <summary>Returns on a signal, or after <paramref name="timeout"/>.</summary>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(Volatile.Read(ref _signal).Task, Task.Delay(timeout, clock, stop.Token));
        await stop.CancelAsync();
        // A signal that comes from here on is for the next wait: the worker looks for work after this one.
        if (_signal.Task.IsCompleted)
            Volatile.Write(ref _signal, New());
        cancel.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
