using System.Collections.Concurrent;

namespace Suite.Jobs;

/// <summary>The items that one claim of a queue without limits leased, as far as this process still holds them.</summary>
internal sealed class Handful(long id)
{
    private readonly TaskCompletionSource<bool> _kept = new();
    private int _items;

    public long Id => id;

    /// <summary>
    /// Whether the claim was committed, as soon as that is known. Its items may be worked on before, but nothing is written about them.
    /// </summary>
    public Task<bool> Kept => _kept.Task;

    public void Add() => Interlocked.Increment(ref _items);

    /// <summary>One of them is not held any more. True with the last.</summary>
    public bool Leave() => Interlocked.Decrement(ref _items) == 0;

    /// <summary>Tells those who wait for it, one after the other: that is quicker than a thread's turn for each.</summary>
    public void Settle(bool kept) => Task.Run(() => _kept.SetResult(kept));
}

/// <summary>
/// Handfuls of this process that are empty: the next claim clears their rows away. What is forgotten here the <see cref="Rescuer"/>
/// finds.
/// </summary>
internal sealed class EmptyHandfuls
{
    private readonly ConcurrentQueue<long> _ids = new();

    public void Add(Handful empty) => _ids.Enqueue(empty.Id);

    public long[] Take()
    {
        var ids = new List<long>();
        while (ids.Count < 1_000 && _ids.TryDequeue(out var id))
            ids.Add(id);
        return [.. ids];
    }
}
