using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suite.Bench;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Suite.Tests.Integration.Gateway;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

/// <summary>A whole dashboard that holds a trace of 100 spans with its logs, and some metrics, of the last minute.</summary>
internal sealed class SampledDashboard : IAsyncDisposable
{
    /// <summary>What programs read with.</summary>
    public const string Key = "let-me-read";

    private readonly Upstream _backend;

    private SampledDashboard(FakeEngine engine, Upstream backend, TestDashboard dashboard)
    {
        (Engine, _backend, Server) = (engine, backend, dashboard);
        (Traces, Logs) = Sample.Trace(Now - 60_000_000_000, 100);
        var span = Traces.Groups[0].Spans[0];
        Metrics = Sample.Metrics(Now - 50_000_000_000, Now - 10_000_000_000, routes: 2, (span.TraceId, span.SpanId));
    }

    public static long Now => Nanos.Of(TimeProvider.System.GetUtcNow());

    public FakeEngine Engine { get; }

    public TestDashboard Server { get; }

    public SampleTelemetry Sample { get; } = new(seed: 21);

    public TracesData Traces { get; }

    public LogsData Logs { get; }

    public MetricsData Metrics { get; }

    public string Trace => Traces.Groups[0].Spans[0].TraceId.ToString();

    public static async Task<SampledDashboard> StartAsync()
    {
        var engine = await FakeEngine.StartAsync("""[{"name":"files","type":"Executable","endpoints":[{"name":"http","url":"http://localhost:5173"}]}]""");
        var backend = await Upstream.StartAsync("backend");
        var dashboard = new SampledDashboard(engine, backend, await TestDashboard.StartAsync(engine, backend.Url, ("Telemetry:ApiKey", Key)));
        await dashboard.WriteAsync(dashboard.Traces, dashboard.Logs, dashboard.Metrics);
        return dashboard;
    }

    /// <summary>Returns when it is on disk.</summary>
    public async Task WriteAsync(TracesData? traces = null, LogsData? logs = null, MetricsData? metrics = null)
    {
        var (queue, ticks) = (Server.Service<StoreQueue>(), Server.Service<StoreTicks>());
        var before = ticks.Counts;
        var wanted = new StoreCounts(
            before.Spans + (traces?.Count ?? 0), before.Logs + (logs?.Count ?? 0), before.Points + (metrics?.Count ?? 0));
        _ = (traces is null ? 0 : queue.Take(traces)) + (logs is null ? 0 : queue.Take(logs)) + (metrics is null ? 0 : queue.Take(metrics));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var now = before; now.Spans < wanted.Spans || now.Logs < wanted.Logs || now.Points < wanted.Points;)
            now = await ticks.ChangedAsync(now, deadline.Token);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Server.SendAsync(HttpMethod.Get, path, "admin");

    public Task<HttpResponseMessage> PostAsync(string path, string body) =>
        Server.SendAsync(HttpMethod.Post, path, "admin", new StringContent(body, Encoding.UTF8, "application/json"));

    public async Task<string> TextAsync(string path)
    {
        using var response = await GetAsync(path);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await TextAsync(path))!;

    public async Task<OtlpBundle> OtlpAsync(string path) => Read(await TextAsync(path));

    public static OtlpBundle Read(string? json) => OtlpJson.Read(Encoding.UTF8.GetBytes(json!), new Decoding(OtlpLimits.None));

    public static string Json(TracesData traces)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            OtlpJson.Write(json, traces);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await _backend.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
