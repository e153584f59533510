using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>The items that this process holds: some wait for a slot, some are run, and of some the end is being written.</summary>
internal sealed class RunningItems(Wakeup wakeup, EmptyHandfuls empty, IOptions<JobsOptions> options, TimeProvider clock)
{
    private const int MostInAClaim = 1_000;
    private const int FewAhead = 32;
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<long, RunningItem> _items = new();
    private readonly ConcurrentDictionary<string, QueueWork> _queues = new();
    private readonly ConcurrentQueue<RunningItem> _waiting = new();
    private readonly Tally _all = new();

    public int Count => _items.Count;

    public IEnumerable<RunningItem> Items => _items.Values;

    public IEnumerable<QueueWork> Queues => _queues.Values;

    public bool AnyWaiting => !_waiting.IsEmpty;

    private int Slots => options.Value.MaxRunningItems;

    public QueueWork Queue(string name) => _queues.GetOrAdd(name, _ => new QueueWork(name, _all, clock, options.Value.Poll));

    public void Add(QueueWork queue, IReadOnlyCollection<RunningItem> items)
    {
        queue.Add(ItemPhase.Waiting, items.Count);
        var now = clock.GetTimestamp();
        foreach (var item in items)
        {
            item.Work = queue;
            item.ClaimedAt = item.BeatAt = now;
            _items[item.AttemptId] = item;
            _waiting.Enqueue(item);
        }
    }

    /// <summary>The next of those that wait, in the order of the claims: its handler is to be called now.</summary>
    public RunningItem? TryBegin()
    {
        while (_waiting.TryDequeue(out var item))
        {
            // First: as soon as it is handled, others ask for how long.
            item.BegunAt = clock.GetTimestamp();
            if (item.Move(ItemPhase.Waiting, ItemPhase.Handling))
                return item;
        }
        return null;
    }

    public void Forget(RunningItem item)
    {
        item.Leave();
        _items.TryRemove(item.AttemptId, out _);
        // One whose end could not be written is left to the rescuer, who finds it by its handful.
        if (item is { IsOver: true, Handful: { } handful } && handful.Leave())
            empty.Add(handful);
        item.Dispose();
        var queue = item.Work!;
        queue.Pace.Ended();
        if (!queue.Exhausted && Room(queue) > 0)
            wakeup.Set();
    }

    /// <summary>How many items of <paramref name="queue"/> to claim now.</summary>
    public int Room(QueueWork queue)
    {
        var (held, ahead) = (queue.Held, queue.Pace.Size);
        if (ahead < FewAhead)
            return Math.Max(0, Slots - _all.Handling - _all.Waiting) + Math.Max(0, ahead - held.Waiting - held.Ending);

        // Enough are held to go on with: claims are few and large then.
        var room = Slots + ahead - held.Total;
        return room >= (Slots + ahead) / 4 ? Math.Min(room, MostInAClaim) : 0;
    }

    /// <summary>Looks at how things go before a claim.</summary>
    public void Measure(QueueWork queue)
    {
        if (queue.Held.Total == 0)
            queue.Pace.Begin();
        var held = 0;
        foreach (var (_, item) in _items)
            if (item.Phase == ItemPhase.Handling && clock.GetElapsedTime(item.BegunAt) > Long)
                held++;
        queue.Pace.Measure(1 - Math.Min(1.0, (double)held / Slots));
    }

    /// <summary>Takes those that nobody has begun out of the line; the caller gives them back.</summary>
    public List<RunningItem> TakeUnbegun(Func<RunningItem, bool> which) =>
        [.. _items.Values.Where(item => item.Phase == ItemPhase.Waiting && which(item) && item.Move(ItemPhase.Waiting, ItemPhase.Ending))];

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
