using System.Diagnostics.Metrics;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Telemetry.Runs;
using Suite.Dashboard.Telemetry.Writing;
using Suite.ServiceDefaults;

namespace Suite.Dashboard.Telemetry;

/// <summary>The store's own figures. What it drops counts as the hub counts what consumers refuse.</summary>
internal sealed class StoreMeter
{
    private readonly HubMetrics _hub;
    private readonly Counter<long> _written;

    public StoreMeter(IMeterFactory meters, HubMetrics hub, StoreQueue queue, RunFolder runs)
    {
        _hub = hub;
        var meter = meters.Create(HubMetrics.MeterName);
        _written = meter.CreateCounter<long>("suite.otlp.store.written", "{item}", "Spans, data points and log records that are on disk.");
        meter.CreateObservableGauge("suite.otlp.store.bytes", () => runs.Bytes, "By", "What all runs take on disk.");
        meters.WatchDisk("telemetry", runs.Folder);
        meter.CreateObservableGauge(
            "suite.otlp.queue.items",
            () => new[] { Of(queue.WaitingSpans, Signal.Traces), Of(queue.WaitingLogs, Signal.Logs), Of(queue.WaitingPoints, Signal.Metrics) },
            "{item}", "Waiting for a consumer.");
    }

    public void Wrote(Written written)
    {
        _written.Add(written.Spans, Tag(Signal.Traces));
        _written.Add(written.Logs, Tag(Signal.Logs));
        _written.Add(written.Points, Tag(Signal.Metrics));
        _hub.Dropped(Signal.Traces, StoreQueue.Consumer, written.SpansRefused);
        _hub.Dropped(Signal.Logs, StoreQueue.Consumer, written.LogsRefused);
        _hub.Dropped(Signal.Metrics, StoreQueue.Consumer, written.PointsRefused);
    }

    public void Dropped(Batch batch)
    {
        _hub.Dropped(Signal.Traces, StoreQueue.Consumer, batch.Spans);
        _hub.Dropped(Signal.Logs, StoreQueue.Consumer, batch.Records);
        _hub.Dropped(Signal.Metrics, StoreQueue.Consumer, batch.Points);
    }

    private static Measurement<long> Of(long waiting, Signal signal) => new(waiting, Tag(signal), new("consumer", StoreQueue.Consumer));

    private static KeyValuePair<string, object?> Tag(Signal signal) => new("signal", HubMetrics.Name(signal));
}
