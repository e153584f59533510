using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.Telemetry;

/// <summary>
/// What waits to be written. Each signal has room of its own, so that a flood of logs refuses no span; a request is taken
/// whole or not at all.
/// </summary>
internal sealed class StoreQueue : ITelemetryConsumer
{
    private readonly Channel<object> _waiting = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Room _spans, _logs, _points;
    private volatile bool _closed;

    public StoreQueue(IOptions<TelemetryOptions> options)
    {
        _spans = new(options.Value);
        _logs = new(options.Value);
        _points = new(options.Value);
    }

    public const string Consumer = "store";

    public string Name => Consumer;

    public ChannelReader<object> Waiting => _waiting.Reader;

    public long WaitingSpans => _spans.Items;

    public long WaitingLogs => _logs.Items;

    public long WaitingPoints => _points.Items;

    public long WaitingItems => WaitingSpans + WaitingLogs + WaitingPoints;

    public int Take(TracesData traces) => Take(traces, _spans, traces.Count, Weight.Of(traces));

    public int Take(MetricsData metrics) => Take(metrics, _points, metrics.Count, Weight.Of(metrics));

    public int Take(LogsData logs) => Take(logs, _logs, logs.Count, Weight.Of(logs));

    /// <summary>The next of what waits, in the order of arrival; its room is free again.</summary>
    public bool TryNext(Batch batch)
    {
        if (!_waiting.Reader.TryRead(out var item))
            return false;
        switch (item)
        {
            case TracesData traces:
                _spans.Leave(traces.Count, Weight.Of(traces));
                batch.Add(traces);
                break;
            case LogsData logs:
                _logs.Leave(logs.Count, Weight.Of(logs));
                batch.Add(logs);
                break;
            case MetricsData metrics:
                _points.Leave(metrics.Count, Weight.Of(metrics));
                batch.Add(metrics);
                break;
        }
        return true;
    }

    /// <summary>Nothing is taken from now on; what waits can still be written.</summary>
    public void Close()
    {
        _closed = true;
        _waiting.Writer.TryComplete();
    }

    private int Take(object data, Room room, int items, long bytes)
    {
        if (items == 0)
            return 0;
        if (_closed || !room.TryEnter(items, bytes))
            return items;
        if (_waiting.Writer.TryWrite(data))
            return 0;
        room.Leave(items, bytes);
        return items;
    }

    private sealed class Room(TelemetryOptions options)
    {
        private long _items, _bytes;

        public long Items => Interlocked.Read(ref _items);

        public bool TryEnter(int items, long bytes)
        {
            var (allItems, allBytes) = (Interlocked.Add(ref _items, items), Interlocked.Add(ref _bytes, bytes));
            if (allItems <= options.QueueItems && allBytes <= options.QueueMegabytes * 1048576L)
                return true;
            Leave(items, bytes);
            return false;
        }

        public void Leave(int items, long bytes)
        {
            Interlocked.Add(ref _items, -items);
            Interlocked.Add(ref _bytes, -bytes);
        }
    }
}
