using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Suite.Bench;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Suite.Tests.Integration.Gateway;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

/// <summary>The store's questions on a whole dashboard.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private SampledDashboard _dashboard = null!;

    public async ValueTask InitializeAsync() => _dashboard = await SampledDashboard.StartAsync();

    public async ValueTask DisposeAsync() => await _dashboard.DisposeAsync();

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
        JsonNode? at = await _dashboard.JsonAsync($"/api/telemetry/views/{view}");
        foreach (var step in path.Split('.'))
            at = int.TryParse(step, out var index) ? at!.AsArray()[index] : at![step];

        Assert.NotNull(at);
    }

    [Fact]
    public async Task The_map_knows_the_engine_and_its_resources_by_their_addresses()
    {
        await foreach (var message in _dashboard.Server.EventsAsync("/api/resources/watch"))
        {
            if (message["resources"] is JsonArray { Count: 1 })
                break;
        }
        await _dashboard.WriteAsync(new TracesData([new(SampleServices.Gateway, SampleServices.HttpClient, [Call(1, 5173), Call(2, new Uri(_dashboard.Engine.Url).Port)])]));

        var nodes = (await _dashboard.JsonAsync("/api/telemetry/views/map"))["nodes"]!.AsArray().Select(node => node!["name"]!.GetValue<string>());

        Assert.Contains("files:5173", nodes);
        Assert.Contains($"engine:{new Uri(_dashboard.Engine.Url).Port}", nodes);
    }

    [Fact]
    public async Task What_a_service_sends_to_the_hub_is_what_the_pages_show()
    {
        var (traces, _) = new SampleTelemetry(seed: 99).Trace(SampledDashboard.Now, 30);
        var ticks = _dashboard.Server.Service<StoreTicks>();
        var before = ticks.Counts;
        using var sent = await _dashboard.Server.Client.PostAsync(
            new Uri(_dashboard.Server.Hub(Listener.Http), "/v1/traces"), new StringContent(SampledDashboard.Json(traces), Encoding.UTF8, "application/json"));
        await ticks.ChangedAsync(before, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        var trace = await _dashboard.JsonAsync($"/api/telemetry/views/traces/{traces.Groups[0].Spans[0].TraceId}");

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal(30, trace["spans"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_trace_is_shown_with_its_logs_and_one_that_is_not_there_is_a_404()
    {
        var trace = await _dashboard.JsonAsync($"/api/telemetry/views/traces/{_dashboard.Trace}");
        using var missing = await _dashboard.GetAsync($"/api/telemetry/views/traces/{new string('a', 32)}");

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
        using var response = await _dashboard.GetAsync($"/api/telemetry/views/{question}");

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
        using var response = await _dashboard.GetAsync($"/api/telemetry/views/{question}");

        Assert.Equal((HttpStatusCode.NotFound, code), (response.StatusCode, await TestGateway.CodeOf(response)));
    }

    [Fact]
    public async Task A_program_reads_with_the_key_and_nobody_reads_without_or_writes_with_it()
    {
        using var none = await _dashboard.Server.SendAsync(HttpMethod.Get, "/api/telemetry/logs");
        using var wrong = await _dashboard.Server.SendAsync(HttpMethod.Get, "/api/telemetry/logs", null, null, ("x-api-key", "guess"));
        using var right = await _dashboard.Server.SendAsync(HttpMethod.Get, "/api/telemetry/logs", null, null, ("x-api-key", SampledDashboard.Key));
        using var write = await _dashboard.Server.SendAsync(HttpMethod.Post, "/api/telemetry/import", null, new StringContent("{}"), ("x-api-key", SampledDashboard.Key));
        using var other = await _dashboard.Server.SendAsync(HttpMethod.Get, "/api/resources/watch", null, null, ("x-api-key", SampledDashboard.Key));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.All([none, wrong, write, other], response => Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode));
    }

    [Fact]
    public async Task Programs_read_what_was_sent_as_otlp()
    {
        var spans = await _dashboard.OtlpAsync("/api/telemetry/spans?limit=1000");
        var trace = await _dashboard.OtlpAsync($"/api/telemetry/traces/{_dashboard.Trace}");
        var traces = await _dashboard.OtlpAsync("/api/telemetry/traces");
        var logs = await _dashboard.OtlpAsync("/api/telemetry/logs?limit=30");
        var metrics = await _dashboard.OtlpAsync("/api/telemetry/metrics?name=http.server.requests");
        var resources = await _dashboard.JsonAsync("/api/telemetry/resources");

        Assert.Equal((100, 100, 100), (spans.Traces.Count, trace.Traces.Count, traces.Traces.Count));
        Assert.Equal(30, logs.Logs.Count);
        Assert.Equal(4 * 8, metrics.Metrics.Count);
        Assert.Equal(SampleServices.All.Count, resources["resources"]!.AsArray().Count);
    }

    [Fact]
    public async Task Who_follows_logs_gets_the_newest_and_then_each_that_comes()
    {
        using var response = await _dashboard.GetAsync("/api/telemetry/logs?follow=true&limit=5");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        var first = SampledDashboard.Read(await lines.ReadLineAsync());
        var (_, more) = _dashboard.Sample.Trace(SampledDashboard.Now, 8);
        await _dashboard.WriteAsync(logs: more);
        var next = SampledDashboard.Read(await lines.ReadLineAsync());

        Assert.Equal(5, first.Logs.Count);
        Assert.Equal(
            more.Groups.SelectMany(group => group.Records).Select(record => record.Body.Text).Order(),
            next.Logs.Groups.SelectMany(group => group.Records).Select(record => record.Body.Text).Order());
    }

    [Fact]
    public async Task A_live_page_is_told_how_much_has_come()
    {
        await using var events = _dashboard.Server.EventsAsync("/api/telemetry/views/changes").GetAsyncEnumerator();
        // The first says that whatever comes from now on is told.
        Assert.True(await events.MoveNextAsync());
        await _dashboard.WriteAsync(new SampleTelemetry(seed: 100).Trace(SampledDashboard.Now, 12).Traces);

        Assert.True(await events.MoveNextAsync());
        Assert.Equal(12, events.Current["spans"]!.GetValue<int>());
    }

    private static Span Call(ulong id, int port) => new()
    {
        TraceId = new(1, id), SpanId = new(id), Name = "GET", Kind = SpanKind.Client, StartNanos = SampledDashboard.Now, EndNanos = SampledDashboard.Now + 1_000_000,
        Attributes = [new("server.address", AnyValue.Of("127.0.0.1")), new("server.port", AnyValue.Of(port))],
    };
}
