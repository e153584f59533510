namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>Keeps the rows that come first in a falling list, of any number that are offered, and whether there were more.</summary>
internal sealed class Newest(int limit, Cursor? after)
{
    private readonly PriorityQueue<long, (long Key, long Number)> _kept = new();

    public void Offer(long key, long number)
    {
        if (after is { } last && !last.Precedes(key, number))
            return;
        if (_kept.Count <= limit)
            _kept.Enqueue(number, (key, number));
        else if (_kept.TryPeek(out _, out var least) && (key, number).CompareTo(least) > 0)
            _kept.DequeueEnqueue(number, (key, number));
    }

    /// <summary>In falling order, and the cursor of the next page.</summary>
    public (IReadOnlyList<long> Numbers, Cursor? Next) Page()
    {
        var rows = new List<(long Key, long Number)>();
        while (_kept.TryDequeue(out _, out var row))
            rows.Add(row);
        rows.Reverse();
        var isMore = rows.Count > limit;
        var page = rows.Take(limit).ToList();
        return ([.. page.Select(row => row.Number)], isMore ? new Cursor(page[^1].Key, page[^1].Number) : null);
    }

    /// <summary>The page as a set, and what lies between its ends.</summary>
    public (IReadOnlySet<long> Numbers, long First, long Last) Set()
    {
        var numbers = Page().Numbers.ToHashSet();
        return numbers.Count == 0 ? (numbers, 0, -1) : (numbers, numbers.Min(), numbers.Max());
    }
}
