using System.Diagnostics.Metrics;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Dashboard.Telemetry;

/// <summary>The store's own figures.</summary>
internal sealed class StoreMeter : IDisposable
{
    private readonly Meter _meter = new("Suite.Otlp");
    private readonly Counter<long> _written, _dropped;

    public StoreMeter(Runs.RunFolder runs)
    {
        _written = _meter.CreateCounter<long>("suite.otlp.store.written", "{item}", "Spans, logs and points that came on disk.");
        _dropped = _meter.CreateCounter<long>("suite.otlp.dropped", "{item}", "What a consumer had no room for, or could not keep.");
        _meter.CreateObservableGauge("suite.otlp.store.bytes", () => runs.Bytes, "By", "All runs on disk.");
    }

    public void Wrote(Written written)
    {
        _written.Add(written.Spans, Signal("traces"));
        _written.Add(written.Logs, Signal("logs"));
        _written.Add(written.Points, Signal("metrics"));
        Dropped("metrics", written.PointsRefused);
    }

    public void Dropped(Batch batch)
    {
        Dropped("traces", batch.Spans);
        Dropped("logs", batch.Records);
        Dropped("metrics", batch.Points);
    }

    public void Dispose() => _meter.Dispose();

    private void Dropped(string signal, int count)
    {
        if (count > 0)
            _dropped.Add(count, Signal(signal), new("consumer", "store"));
    }

    private static KeyValuePair<string, object?> Signal(string signal) => new("signal", signal);
}
