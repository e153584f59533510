using Microsoft.Extensions.Options;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Otlp.Protobuf;

namespace Suite.Dashboard.Hub.Forward;

/// <summary>
/// Passes everything on to another OTLP/HTTP receiver, when one is set. Each signal has a queue and a connection of its own,
/// so that a flood of logs holds up no span; what there is no room for is dropped and counted.
/// </summary>
internal sealed partial class Forwarder : BackgroundService, ITelemetryConsumer
{
    // Of each signal: a few large items must not take the memory that many small ones may have.
    private const long RoomBytes = 128 << 20;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(2);

    private readonly ForwardOptions _options;
    private readonly ForwardSender _sender;
    private readonly HubMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger _log;
    private readonly Dictionary<Signal, ForwardQueue> _queues;

    public Forwarder(
        IOptions<OtlpOptions> options, ForwardSender sender, HubMetrics metrics, TimeProvider clock, Random random, ILogger<Forwarder> log)
    {
        (_options, _sender, _metrics, _clock, _random, _log) = (options.Value.Forward, sender, metrics, clock, random, log);
        _queues = Enum.GetValues<Signal>().ToDictionary(signal => signal, _ => new ForwardQueue(new(_options.QueueItems, RoomBytes)));
        if (_options.Url is not null)
            metrics.Watch(Name, Waiting);
    }

    public string Name => "forward";

    public int Take(TracesData traces) =>
        _options.Url is null ? 0 : Take(Signal.Traces, new(traces.Count, Weight.Of(traces)), to => OtlpProtobuf.Write(to, traces));

    public int Take(MetricsData metrics) =>
        _options.Url is null ? 0 : Take(Signal.Metrics, new(metrics.Count, Weight.Of(metrics)), to => OtlpProtobuf.Write(to, metrics));

    public int Take(LogsData logs) =>
        _options.Url is null ? 0 : Take(Signal.Logs, new(logs.Count, Weight.Of(logs)), to => OtlpProtobuf.Write(to, logs));

    public long Waiting(Signal signal) => _queues[signal].Items;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        _options.Url is null ? Task.CompletedTask : Task.WhenAll(_queues.Keys.Select(signal => PassOnAsync(signal, stoppingToken)));

    private int Take(Signal signal, Load load, Action<ProtoWriter> write) => _queues[signal].TryAdd(load, write) ? 0 : load.Items;

    private async Task PassOnAsync(Signal signal, CancellationToken cancel)
    {
        var queue = _queues[signal];
        var batch = new ProtoWriter();
        Load load = default;
        try
        {
            while (await queue.WaitAsync(cancel))
            {
                load = queue.Next(batch, _options.BatchItems);
                Finish(signal, load, await TryDeliverAsync(signal, batch.Written, load.Items, cancel));
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await SendRestAsync(signal, batch, load);
        }
    }

    // The host stops: what is in hand and what waits is tried once, for a short while.
    private async Task SendRestAsync(Signal signal, ProtoWriter batch, Load load)
    {
        using var patience = new CancellationTokenSource(LastPatience, _clock);
        if (batch.Written.IsEmpty)
            load = _queues[signal].Next(batch, _options.BatchItems);
        for (; load.Items > 0; load = _queues[signal].Next(batch, _options.BatchItems))
        {
            var delivered = !patience.IsCancellationRequested && await TrySendOnceAsync(signal, batch.Written, patience.Token);
            Finish(signal, load, delivered);
            batch.Clear();
        }
    }

    private async Task<bool> TrySendOnceAsync(Signal signal, ReadOnlyMemory<byte> batch, CancellationToken cancel)
    {
        try
        {
            return (await _sender.SendAsync(signal, batch, cancel)).Delivery == Delivery.Done;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Finish(Signal signal, Load load, bool delivered)
    {
        _queues[signal].Leave(load);
        if (delivered)
            _metrics.Forwarded(signal, load.Items);
        else
            _metrics.Dropped(signal, Name, load.Items);
    }

    private async Task<bool> TryDeliverAsync(Signal signal, ReadOnlyMemory<byte> batch, int items, CancellationToken cancel)
    {
        var started = _clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 > LongestPause ? LongestPause : pause * 2)
        {
            var (delivery, why, wanted) = await _sender.SendAsync(signal, batch, cancel);
            if (delivery == Delivery.Done)
                return true;
            if (delivery == Delivery.Never || _clock.GetElapsedTime(started).TotalSeconds > _options.GiveUpSeconds)
            {
                Log.GaveUp(_log, items, HubMetrics.Name(signal), _options.Url, why);
                return false;
            }
            if (pause == FirstPause)
                Log.Waits(_log, HubMetrics.Name(signal), _options.Url, why);
            // Hubs that lost the same receiver must not all come back together.
            await Task.Delay(wanted is { } told ? NotForEver(told) : pause * (1 + (_random.NextDouble() / 4)), _clock, cancel);
        }
    }

    // A receiver may ask for years, which no timer can wait; by then the batch has been given up anyway.
    private TimeSpan NotForEver(TimeSpan wanted) =>
        TimeSpan.FromSeconds(Math.Min(wanted.TotalSeconds, _options.GiveUpSeconds));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Passing {Signal} on to {Url} waits: {Why}")]
        public static partial void Waits(ILogger log, string signal, Uri? url, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Items} items of {Signal} were not passed on to {Url} and are dropped: {Why}")]
        public static partial void GaveUp(ILogger log, int items, string signal, Uri? url, string why);
    }
}
