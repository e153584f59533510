using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suite.Bench;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Suite.Tests.Integration.Gateway;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

/// <summary>The store's routes on a whole dashboard.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private const string Key = "let-me-read";

    private readonly SampleTelemetry _sample = new(seed: 21);
    private FakeEngine _engine = null!;
    private Upstream _backend = null!;
    private TestDashboard _dashboard = null!;
    private TracesData _traces = null!;
    private LogsData _logs = null!;
    private MetricsData _metrics = null!;

    private static long Now => Nanos.Of(TimeProvider.System.GetUtcNow());

    private string Trace => _traces.Groups[0].Spans[0].TraceId.ToString();

    public async ValueTask InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync("""[{"name":"files","type":"Executable","endpoints":[{"name":"http","url":"http://localhost:5173"}]}]""");
        _backend = await Upstream.StartAsync("backend");
        _dashboard = await TestDashboard.StartAsync(_engine, _backend.Url, ("Telemetry:ApiKey", Key));
        (_traces, _logs) = _sample.Trace(Now - 60_000_000_000, 100);
        var span = _traces.Groups[0].Spans[0];
        _metrics = _sample.Metrics(Now - 50_000_000_000, Now - 10_000_000_000, routes: 2, (span.TraceId, span.SpanId));
        await WriteAsync(_traces, _logs, _metrics);
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _backend.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData("runs", "items.0.current")]
    [InlineData("resources", "items.0.instances.0.lastSeen")]
    [InlineData("logs", "histogram.0.information")]
    [InlineData("logs", "items.0.attributes.Name")]
    [InlineData("logs/fields", "items.0.values.0")]
    [InlineData("traces/fields", "items.0.values.0")]
    [InlineData("traces", "items.0.durationMs")]
    [InlineData("traces", "scatter.0.traceId")]
    [InlineData("map", "edges.0.p95Ms")]
    [InlineData("metrics", "items.0.dimensions")]
    [InlineData("metrics/series?resource=gateway&meter=Microsoft.AspNetCore&name=http.server.requests", "series.0.points.0.1")]
    [InlineData("metrics/series?resource=gateway&meter=Microsoft.AspNetCore&name=http.server.request.duration", "exemplars.0.traceId")]
    [InlineData("models", "byModel.0.p95Ms")]
    public async Task Every_view_answers_in_the_shape_that_the_pages_draw(string view, string path)
    {
        JsonNode? at = await JsonAsync($"/api/telemetry/views/{view}");
        foreach (var step in path.Split('.'))
            at = int.TryParse(step, out var index) ? at!.AsArray()[index] : at![step];

        Assert.NotNull(at);
    }

    [Fact]
    public async Task The_map_knows_the_engine_and_its_resources_by_their_addresses()
    {
        await foreach (var message in _dashboard.EventsAsync("/api/resources/watch"))
        {
            if (message["resources"] is JsonArray { Count: 1 })
                break;
        }
        await WriteAsync(new TracesData([new(SampleServices.Gateway, SampleServices.HttpClient, [Call(1, 5173), Call(2, new Uri(_engine.Url).Port)])]));

        var nodes = (await JsonAsync("/api/telemetry/views/map"))["nodes"]!.AsArray().Select(node => node!["name"]!.GetValue<string>());

        Assert.Contains("files:5173", nodes);
        Assert.Contains($"engine:{new Uri(_engine.Url).Port}", nodes);
    }

    [Fact]
    public async Task What_a_service_sends_to_the_hub_is_what_the_pages_show()
    {
        var (traces, _) = new SampleTelemetry(seed: 99).Trace(Now, 30);
        var ticks = _dashboard.Service<StoreTicks>();
        var before = ticks.Counts;
        using var sent = await _dashboard.Client.PostAsync(
            new Uri(_dashboard.Hub(Listener.Http), "/v1/traces"), new StringContent(Json(traces), Encoding.UTF8, "application/json"));
        await ticks.ChangedAsync(before, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        var trace = await JsonAsync($"/api/telemetry/views/traces/{traces.Groups[0].Spans[0].TraceId}");

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal(30, trace["spans"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_trace_is_shown_with_its_logs_and_one_that_is_not_there_is_a_404()
    {
        var trace = await JsonAsync($"/api/telemetry/views/traces/{Trace}");
        using var missing = await GetAsync($"/api/telemetry/views/traces/{new string('a', 32)}");

        Assert.Equal((100, 100), (trace["spans"]!.AsArray().Count, trace["logs"]!.AsArray().Count));
        Assert.Equal((HttpStatusCode.NotFound, "trace-not-found"), (missing.StatusCode, await TestGateway.CodeOf(missing)));
    }

    [Theory]
    [InlineData("logs?limit=0", "limit must be a whole number from 1 to 1000.")]
    [InlineData("logs?limit=many", "limit must be a whole number from 1 to 1000.")]
    [InlineData("logs?level=loud", "level must be one of trace, debug, information, warning, error, fatal.")]
    [InlineData("logs?from=yesterday", "from must be a time such as 2026-01-31T12:00:00Z, or one before now such as -15m, -6h or -7d.")]
    [InlineData("logs?from=-1m&to=-2m", "from must be before to.")]
    [InlineData("logs?where=nothing", "where must be key=value, key!=value or key~part of a value; \"nothing\" is none of them.")]
    [InlineData("logs?cursor=12", "cursor must be the nextCursor of an earlier answer.")]
    [InlineData("logs?traceId=xyz", "traceId must be 32 hexadecimal digits.")]
    [InlineData("traces?minMs=-1", "minMs must be a number of milliseconds, not negative.")]
    [InlineData("traces?minMs=5&maxMs=4", "minMs must not be more than maxMs.")]
    [InlineData("traces?sort=colour", "sort must be one of time, duration.")]
    [InlineData("traces?errors=perhaps", "errors must be true or false.")]
    [InlineData("traces/short", "A trace's id is 32 hexadecimal digits.")]
    [InlineData("metrics/series", "name is needed.")]
    [InlineData("metrics/series?name=x&step=1&from=-7d", "step must be long enough for at most 2000 points in this range.")]
    public async Task A_question_that_makes_no_sense_is_told_what_would(string question, string sentence)
    {
        using var response = await GetAsync($"/api/telemetry/views/{question}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal(("invalid-request", sentence), (problem!["code"]!.GetValue<string>(), problem["detail"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("logs?run=../../etc/passwd", "run-not-found")]
    [InlineData("logs?run=20200101-000000-000000", "run-not-found")]
    [InlineData("metrics/series?name=none", "instrument-not-found")]
    public async Task What_is_not_there_has_a_name(string question, string code)
    {
        using var response = await GetAsync($"/api/telemetry/views/{question}");

        Assert.Equal((HttpStatusCode.NotFound, code), (response.StatusCode, await TestGateway.CodeOf(response)));
    }

    [Fact]
    public async Task A_program_reads_with_the_key_and_nobody_reads_without_or_writes_with_it()
    {
        using var none = await _dashboard.SendAsync(HttpMethod.Get, "/api/telemetry/logs");
        using var wrong = await _dashboard.SendAsync(HttpMethod.Get, "/api/telemetry/logs", null, null, ("x-api-key", "guess"));
        using var right = await _dashboard.SendAsync(HttpMethod.Get, "/api/telemetry/logs", null, null, ("x-api-key", Key));
        using var write = await _dashboard.SendAsync(HttpMethod.Post, "/api/telemetry/import", null, new StringContent("{}"), ("x-api-key", Key));
        using var other = await _dashboard.SendAsync(HttpMethod.Get, "/api/resources/watch", null, null, ("x-api-key", Key));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.All([none, wrong, write, other], response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));
    }

    [Fact]
    public async Task Programs_read_what_was_sent_as_otlp()
    {
        var spans = await OtlpAsync("/api/telemetry/spans?limit=1000");
        var trace = await OtlpAsync($"/api/telemetry/traces/{Trace}");
        var traces = await OtlpAsync("/api/telemetry/traces");
        var logs = await OtlpAsync("/api/telemetry/logs?limit=30");
        var metrics = await OtlpAsync("/api/telemetry/metrics?name=http.server.requests");
        var resources = await JsonAsync("/api/telemetry/resources");

        Assert.Equal((100, 100, 100), (spans.Traces.Count, trace.Traces.Count, traces.Traces.Count));
        Assert.Equal(30, logs.Logs.Count);
        Assert.Equal(4 * 8, metrics.Metrics.Count);
        Assert.Equal(SampleServices.All.Count, resources["resources"]!.AsArray().Count);
    }

    [Fact]
    public async Task Who_follows_logs_gets_the_newest_and_then_each_that_comes()
    {
        using var response = await GetAsync("/api/telemetry/logs?follow=true&limit=5");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        var first = Read(await lines.ReadLineAsync());
        var (_, more) = _sample.Trace(Now, 8);
        await WriteAsync(logs: more);
        var next = Read(await lines.ReadLineAsync());

        Assert.Equal(5, first.Logs.Count);
        Assert.Equal(
            more.Groups.SelectMany(group => group.Records).Select(record => record.Body.Text).Order(),
            next.Logs.Groups.SelectMany(group => group.Records).Select(record => record.Body.Text).Order());
    }

    [Fact]
    public async Task A_live_page_is_told_how_much_has_come()
    {
        await using var events = _dashboard.EventsAsync("/api/telemetry/views/changes").GetAsyncEnumerator();
        // The first says that whatever comes from now on is told.
        Assert.True(await events.MoveNextAsync());
        await WriteAsync(new SampleTelemetry(seed: 100).Trace(Now, 12).Traces);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(12, events.Current["spans"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_was_exported_can_be_imported_as_a_run_of_its_own_and_is_the_same()
    {
        var exported = await TextAsync("/api/telemetry/export");
        using var response = await PostAsync("/api/telemetry/import?name=yesterday.json", exported);
        var run = await response.Content.ReadFromJsonAsync<JsonObject>();
        var id = run!["id"]!.GetValue<string>();

        var again = await TextAsync($"/api/telemetry/export?run={id}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("yesterday.json", true, false), (run["name"]!.GetValue<string>(), run["imported"]!.GetValue<bool>(), run["current"]!.GetValue<bool>()));
        Assert.Equal(exported.Length, again.Length);
        Assert.Equal(100, (await JsonAsync($"/api/telemetry/views/traces?run={id}"))["items"]![0]!["spans"]!.GetValue<int>());
        Assert.Contains((await JsonAsync("/api/telemetry/views/runs"))["items"]!.AsArray(), item => item!["id"]!.GetValue<string>() == id);
    }

    [Fact]
    public async Task An_export_holds_what_was_asked_for()
    {
        var logs = JsonNode.Parse(await TextAsync("/api/telemetry/export?kinds=logs&level=error"))!.AsObject();
        var trace = await OtlpAsync($"/api/telemetry/export?kinds=traces,logs&traceId={Trace}");
        using var bad = await GetAsync("/api/telemetry/export?kinds=pictures");

        Assert.Equal(["resourceLogs"], logs.Select(member => member.Key));
        Assert.Equal((100, 100), (trace.Traces.Count, trace.Logs.Count));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Fact]
    public async Task An_export_of_traces_holds_those_that_the_page_shows_with_all_their_spans()
    {
        var (traces, logs) = new SampleTelemetry(seed: 23).Batch(Now - 30_000_000_000, traces: 10, spansEach: 40, TimeSpan.FromSeconds(1));
        await WriteAsync(traces, logs, _metrics);

        foreach (var filter in new[] { "minMs=60", "maxMs=60", "errors=true", "where=db.system.name=redis", "text=captioner-1" })
        {
            var exported = await OtlpAsync($"/api/telemetry/export?kinds=traces&{filter}");
            var shown = (await JsonAsync($"/api/telemetry/views/traces?{filter}"))["items"]!.AsArray();

            Assert.Equal(
                shown.Select(trace => (trace!["traceId"]!.GetValue<string>(), trace["spans"]!.GetValue<int>())).Order(),
                exported.Traces.Groups.SelectMany(group => group.Spans).CountBy(span => span.TraceId.ToString()).Select(trace => (trace.Key, trace.Value)).Order());
            Assert.NotEmpty(shown);
        }
    }

    [Fact]
    public async Task Lines_of_otlp_can_be_imported_too()
    {
        var lines = string.Join('\n', Json(_traces), "", Json(_sample.Trace(Now, 7).Traces)) + "\n";

        using var response = await PostAsync("/api/telemetry/import", lines);

        Assert.Equal(107, (await response.Content.ReadFromJsonAsync<JsonObject>())!["spans"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"resourceSpans\": 7}")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task What_is_no_telemetry_is_not_imported_and_leaves_nothing_behind(string file)
    {
        using var response = await PostAsync("/api/telemetry/import", file);

        Assert.Equal((HttpStatusCode.BadRequest, "not-otlp"), (response.StatusCode, await TestGateway.CodeOf(response)));
        Assert.Single((await JsonAsync("/api/telemetry/views/runs"))["items"]!.AsArray());
    }

    private static Span Call(ulong id, int port) => new()
    {
        TraceId = new(1, id), SpanId = new(id), Name = "GET", Kind = SpanKind.Client, StartNanos = Now, EndNanos = Now + 1_000_000,
        Attributes = [new("server.address", AnyValue.Of("127.0.0.1")), new("server.port", AnyValue.Of(port))],
    };

    private async Task WriteAsync(TracesData? traces = null, LogsData? logs = null, MetricsData? metrics = null)
    {
        var (queue, ticks) = (_dashboard.Service<StoreQueue>(), _dashboard.Service<StoreTicks>());
        var before = ticks.Counts;
        var wanted = new StoreCounts(
            before.Spans + (traces?.Count ?? 0), before.Logs + (logs?.Count ?? 0), before.Points + (metrics?.Count ?? 0));
        _ = (traces is null ? 0 : queue.Take(traces)) + (logs is null ? 0 : queue.Take(logs)) + (metrics is null ? 0 : queue.Take(metrics));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var now = before; now.Spans < wanted.Spans || now.Logs < wanted.Logs || now.Points < wanted.Points;)
            now = await ticks.ChangedAsync(now, deadline.Token);
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _dashboard.SendAsync(HttpMethod.Get, path, "admin");

    private Task<HttpResponseMessage> PostAsync(string path, string body) =>
        _dashboard.SendAsync(HttpMethod.Post, path, "admin", new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<string> TextAsync(string path)
    {
        using var response = await GetAsync(path);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await TextAsync(path))!;

    private async Task<OtlpBundle> OtlpAsync(string path) => Read(await TextAsync(path));

    private static OtlpBundle Read(string? json) => OtlpJson.Read(Encoding.UTF8.GetBytes(json!), new Decoding(OtlpLimits.None));

    private static string Json(TracesData traces)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            OtlpJson.Write(json, traces);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
