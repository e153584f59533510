namespace Suite.Dashboard.Telemetry;

/// <summary>How much this process has written, and a signal whenever that grows: what live pages and their tests wait for.</summary>
internal sealed class StoreTicks
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoreCounts _counts;

    public StoreCounts Counts
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    public void Add(Writing.Written written)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _counts = new(_counts.Spans + written.Spans, _counts.Logs + written.Logs, _counts.Points + written.Points);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        changed.TrySetResult();
    }

    /// <summary>Returns as soon as the counts are not <paramref name="known"/> any more.</summary>
    public async Task<StoreCounts> ChangedAsync(StoreCounts known, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_counts != known)
                    return _counts;
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancel);
        }
    }
}

internal readonly record struct StoreCounts(long Spans, long Logs, long Points);
