using Suite.Bench;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

public sealed class StoreTests : IAsyncLifetime
{
    private static readonly long Now = Nanos.Of(TimeProvider.System.GetUtcNow());

    private readonly string _folder = Directory.CreateTempSubdirectory("suite-store-").FullName;
    private readonly SampleTelemetry _sample = new(seed: 7);
    private TestStore _store = null!;

    private static TelemetryQuestion LastHour => new() { From = Now - 3600_000_000_000, To = Now + 3600_000_000_000 };

    public async ValueTask InitializeAsync() => _store = await TestStore.StartAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_trace_comes_back_as_it_was_sent()
    {
        var (traces, logs) = _sample.Trace(Now, 200);
        await _store.WriteAsync(traces, logs);

        using var run = _store.Open();
        var trace = TraceDetails.Run(run, traces.Groups[0].Spans[0].TraceId)!;

        var sent = traces.Groups.SelectMany(group => group.Spans).ToDictionary(span => span.SpanId.ToString());
        Assert.Equal(200, trace.Spans.Count);
        Assert.Equal("upload", trace.Name);
        Assert.False(trace.Incomplete);
        Assert.All(trace.Spans, span => Assert.Equal(sent[span.SpanId].Name, span.Name));
        Assert.All(trace.Spans, span => Assert.Equal(sent[span.SpanId].Attributes.Length, span.Attributes.Count));
        Assert.Equal(logs.Count, trace.Logs.Count);
        Assert.Equal(["backend", "gateway", "model-gateway", "web"], trace.Resources.Select(share => share.Name).Order());
    }

    [Fact]
    public async Task A_batch_that_a_sender_repeats_is_counted_once()
    {
        var (traces, _) = _sample.Trace(Now, 50);
        await _store.WriteAsync(traces);
        _store.Queue.Take(traces);
        var (other, _) = _sample.Trace(Now, 10);
        await _store.WriteAsync(other);

        using var run = _store.Open();
        var found = TraceQuery.Run(run, new(LastHour));

        Assert.Equal([10, 50], found.Items.Select(trace => trace.Spans).Order());
    }
}
