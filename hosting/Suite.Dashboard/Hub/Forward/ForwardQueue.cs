using System.Threading.Channels;
using Suite.Dashboard.Otlp.Protobuf;

namespace Suite.Dashboard.Hub.Forward;

/// <summary>What waits to be passed on, of one signal. Kept as it came; it is written when its turn comes.</summary>
internal sealed class ForwardQueue(int room)
{
    private readonly Channel<(int Items, Action<ProtoWriter> Write)> _waiting =
        Channel.CreateUnbounded<(int Items, Action<ProtoWriter> Write)>(new() { SingleReader = true });

    private long _items;

    public long Items => Interlocked.Read(ref _items);

    public bool TryAdd(int items, Action<ProtoWriter> write)
    {
        if (Interlocked.Add(ref _items, items) <= room && _waiting.Writer.TryWrite((items, write)))
            return true;
        Interlocked.Add(ref _items, -items);
        return false;
    }

    /// <summary>Completes when there is something.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _waiting.Reader.WaitToReadAsync(cancel);

    /// <summary>Writes as much as fits into one batch: requests one after the other are one request.</summary>
    /// <returns>How many items were written, 0 when nothing waits. They keep their room until <see cref="Leave"/>.</returns>
    public int Next(ProtoWriter batch, int max)
    {
        var items = 0;
        // What is larger than a batch goes alone.
        while (_waiting.Reader.TryPeek(out var next) && (items == 0 || items + next.Items <= max) && _waiting.Reader.TryRead(out next))
        {
            items += next.Items;
            next.Write(batch);
        }
        return items;
    }

    public void Leave(int items) => Interlocked.Add(ref _items, -items);
}
