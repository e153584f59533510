using System.Diagnostics.Metrics;
using Suite.Bench;
using Suite.Dashboard.Telemetry;
using Suite.Tests.Integration.Dashboard.Telemetry;

// Writes telemetry until it is killed, and tells on its output how many spans are on disk and how many were dropped. A process of its
// own, so that tests can kill it or take the disk away from it.
await using var store = await TestStore.StartAsync(args[0]);
var dropped = 0L;
using var listener = new MeterListener
{
    InstrumentPublished = (instrument, itself) =>
    {
        if (instrument.Name == "suite.otlp.dropped")
            itself.EnableMeasurementEvents(instrument);
    },
};
listener.SetMeasurementEventCallback<long>((_, value, _, _) =>
{
    Interlocked.Add(ref dropped, value);
    Console.WriteLine($"dropped {Interlocked.Read(ref dropped)}");
});
listener.Start();

var sample = new SampleTelemetry(seed: 1);
var clock = TimeProvider.System;
var now = Nanos.Of(clock.GetUtcNow());
for (var known = store.Ticks.Counts; ; now += 1_000_000)
{
    var (traces, logs) = sample.Trace(now, 500);
    store.Queue.Take(traces);
    store.Queue.Take(logs);
    // What was dropped never comes: then the next is sent all the same.
    await Task.WhenAny(store.Ticks.ChangedAsync(known, CancellationToken.None), Task.Delay(TimeSpan.FromMilliseconds(500), clock));
    known = store.Ticks.Counts;
    Console.WriteLine($"written {known.Spans}");
}
