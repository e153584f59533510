using System.Collections.Concurrent;

namespace Suite.Jobs;

/// <summary>The items that this process holds at the moment, by attempt.</summary>
internal sealed class RunningItems
{
    private readonly ConcurrentDictionary<long, (RunningItem Item, Task Running)> _items = new();

    public int Count => _items.Count;

    public IEnumerable<RunningItem> Items => _items.Values.Select(entry => entry.Item);

    public Task Ended => Task.WhenAll(_items.Values.Select(entry => entry.Running));

    /// <summary>Starts <paramref name="run"/>, and forgets the item when it has ended.</summary>
    public void Start(RunningItem item, Func<RunningItem, Task> run, Action ended)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _items[item.AttemptId] = (item, RunAsync());
        gate.SetResult();

        async Task RunAsync()
        {
            // Not before the entry is there: an item that ends at once would otherwise stay in the list.
            await gate.Task;
            try
            {
                await run(item);
            }
            finally
            {
                _items.TryRemove(item.AttemptId, out _);
                item.Dispose();
                ended();
            }
        }
    }

    public void StopJob(Guid jobId)
    {
        foreach (var item in Items.Where(item => item.JobId == jobId))
            item.Stop(StopReason.Cancelled);
    }

    public void StopAll()
    {
        foreach (var item in Items)
            item.Stop(StopReason.Stopping);
    }
}
