using System.Threading.Channels;
using Suite.Dashboard.Otlp.Protobuf;

namespace Suite.Dashboard.Hub.Forward;

/// <summary>How much of a signal: spans, data points or log records, and what they take in memory by estimate.</summary>
internal readonly record struct Load(int Items, long Bytes);

/// <summary>
/// What waits to be passed on, of one signal, within <paramref name="room"/>. Kept as it came; it is written when its turn comes.
/// </summary>
internal sealed class ForwardQueue(Load room)
{
    private readonly Channel<(Load Load, Action<ProtoWriter> Write)> _waiting =
        Channel.CreateUnbounded<(Load Load, Action<ProtoWriter> Write)>(new() { SingleReader = true });

    private long _items, _bytes;

    public long Items => Interlocked.Read(ref _items);

    public bool TryAdd(Load load, Action<ProtoWriter> write)
    {
        var (items, bytes) = (Interlocked.Add(ref _items, load.Items), Interlocked.Add(ref _bytes, load.Bytes));
        if (items <= room.Items && bytes <= room.Bytes && _waiting.Writer.TryWrite((load, write)))
            return true;
        Leave(load);
        return false;
    }

    /// <summary>Completes when there is something.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _waiting.Reader.WaitToReadAsync(cancel);

    /// <summary>Writes as much as fits into one batch: requests one after the other are one request.</summary>
    /// <returns>What was written, nothing when nothing waits. It keeps its room until <see cref="Leave"/>.</returns>
    public Load Next(ProtoWriter batch, int max)
    {
        var (items, bytes) = (0, 0L);
        // What is larger than a batch goes alone.
        while (_waiting.Reader.TryPeek(out var next) && (items == 0 || items + next.Load.Items <= max) && _waiting.Reader.TryRead(out next))
        {
            items += next.Load.Items;
            bytes += next.Load.Bytes;
            next.Write(batch);
        }
        return new(items, bytes);
    }

    public void Leave(Load load)
    {
        Interlocked.Add(ref _items, -load.Items);
        Interlocked.Add(ref _bytes, -load.Bytes);
    }
}
