namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>
/// The newest segments of one signal, with their rows still in memory. Every batch writes segments of its own, so that it is
/// safe at once; in quiet times those would be many and tiny, so neighbours of like size are joined until they are full. Each
/// row is rewritten a handful of times at most (the logarithm of how many small segments make a full one).
/// </summary>
internal sealed class Tail<TRow>(long next, Action<long, IReadOnlyList<TRow>> write, Action<long> drop)
{
    private const int Full = 4096;

    private readonly List<(long First, List<TRow> Rows)> _open = [];

    /// <summary>The position that the next row gets. Positions are in order of arrival and never change.</summary>
    public long Next { get; private set; } = next;

    public void Add(List<TRow> rows)
    {
        for (var from = 0; from < rows.Count; from += Full)
            AddSegment(rows.GetRange(from, Math.Min(Full, rows.Count - from)));
    }

    private void AddSegment(List<TRow> rows)
    {
        _open.Add((Next, rows));
        Next += rows.Count;
        while (_open is [.., var left, var right] && left.Rows.Count <= right.Rows.Count && left.Rows.Count + right.Rows.Count <= Full * 2)
        {
            drop(left.First);
            left.Rows.AddRange(right.Rows);
            _open.RemoveAt(_open.Count - 1);
        }
        var (first, all) = _open[^1];
        write(first, all);
        if (all.Count >= Full)
            _open.Clear();
    }
}
