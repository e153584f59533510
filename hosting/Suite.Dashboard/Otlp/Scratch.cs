namespace Suite.Dashboard.Otlp;

/// <summary>A stack to collect lists of unknown length on, lists within lists included; each leaves as an array of its own size.</summary>
internal sealed class Scratch<T>
{
    private T[] _items = new T[32];

    public int Count { get; private set; }

    public void Add(T item)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count++] = item;
    }

    /// <summary>What was added since <see cref="Count"/> was <paramref name="mark"/>.</summary>
    public T[] Take(int mark)
    {
        if (Count == mark)
            return [];
        var taken = _items[mark..Count];
        Array.Clear(_items, mark, Count - mark);
        Count = mark;
        return taken;
    }
}
