using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Suite.Bench;
using Suite.Tests.Integration.Gateway;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

/// <summary>Telemetry as files: out of a dashboard, and into one.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private SampledDashboard _dashboard = null!;

    public async ValueTask InitializeAsync() => _dashboard = await SampledDashboard.StartAsync();

    public async ValueTask DisposeAsync() => await _dashboard.DisposeAsync();

    [Fact]
    public async Task What_was_exported_can_be_imported_as_a_run_of_its_own_and_is_the_same()
    {
        var exported = await _dashboard.TextAsync("/api/telemetry/export");
        using var response = await _dashboard.PostAsync("/api/telemetry/import?name=yesterday.json", exported);
        var run = await response.Content.ReadFromJsonAsync<JsonObject>();
        var id = run!["id"]!.GetValue<string>();

        var again = await _dashboard.TextAsync($"/api/telemetry/export?run={id}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(("yesterday.json", true, false), (run["name"]!.GetValue<string>(), run["imported"]!.GetValue<bool>(), run["current"]!.GetValue<bool>()));
        Assert.Equal(exported.Length, again.Length);
        Assert.Equal(100, (await _dashboard.JsonAsync($"/api/telemetry/views/traces?run={id}"))["items"]![0]!["spans"]!.GetValue<int>());
        Assert.Contains((await _dashboard.JsonAsync("/api/telemetry/views/runs"))["items"]!.AsArray(), item => item!["id"]!.GetValue<string>() == id);
    }

    [Fact]
    public async Task An_export_holds_what_was_asked_for()
    {
        var logs = JsonNode.Parse(await _dashboard.TextAsync("/api/telemetry/export?kinds=logs&level=error"))!.AsObject();
        var trace = await _dashboard.OtlpAsync($"/api/telemetry/export?kinds=traces,logs&traceId={_dashboard.Trace}");
        using var bad = await _dashboard.GetAsync("/api/telemetry/export?kinds=pictures");

        Assert.Equal(["resourceLogs"], logs.Select(member => member.Key));
        Assert.Equal((100, 100), (trace.Traces.Count, trace.Logs.Count));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Fact]
    public async Task An_export_of_traces_holds_those_that_the_page_shows_with_all_their_spans()
    {
        var (traces, logs) = new SampleTelemetry(seed: 23).Batch(SampledDashboard.Now - 30_000_000_000, traces: 10, spansEach: 40, TimeSpan.FromSeconds(1));
        await _dashboard.WriteAsync(traces, logs, _dashboard.Metrics);

        foreach (var filter in new[] { "minMs=60", "maxMs=60", "errors=true", "where=db.system.name=redis", "text=captioner-1" })
        {
            var exported = await _dashboard.OtlpAsync($"/api/telemetry/export?kinds=traces&{filter}");
            var shown = (await _dashboard.JsonAsync($"/api/telemetry/views/traces?{filter}"))["items"]!.AsArray();

            Assert.Equal(
                shown.Select(trace => (trace!["traceId"]!.GetValue<string>(), trace["spans"]!.GetValue<int>())).Order(),
                exported.Traces.Groups.SelectMany(group => group.Spans).CountBy(span => span.TraceId.ToString()).Select(trace => (trace.Key, trace.Value)).Order());
            Assert.NotEmpty(shown);
        }
    }

    [Fact]
    public async Task Lines_of_otlp_can_be_imported_too()
    {
        var lines = string.Join('\n', SampledDashboard.Json(_dashboard.Traces), "", SampledDashboard.Json(_dashboard.Sample.Trace(SampledDashboard.Now, 7).Traces)) + "\n";

        using var response = await _dashboard.PostAsync("/api/telemetry/import", lines);

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
        using var response = await _dashboard.PostAsync("/api/telemetry/import", file);

        Assert.Equal((HttpStatusCode.BadRequest, "not-otlp"), (response.StatusCode, await TestGateway.CodeOf(response)));
        Assert.Single((await _dashboard.JsonAsync("/api/telemetry/views/runs"))["items"]!.AsArray());
    }
}
