using System.Net;
using System.Net.WebSockets;
using System.Text;
using Xunit;

namespace Suite.Tests.Integration.Gateway;

public sealed class RoutesTests : IAsyncLifetime
{
    private static readonly string[] Names = ["backend", "model-gateway", "dashboard", "grafana", "prometheus", "web"];

    private readonly List<Upstream> _upstreams = [];
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var name in Names)
            _upstreams.Add(await Upstream.StartAsync(name));
        var hub = await Upstream.StartAsync("otel-collector");
        _upstreams.Add(hub);
        _gateway = await TestGateway.StartAsync(
        [
            .. Names.Select((name, index) => ($"services:{name}:http:0", (string?)_upstreams[index].Url)),
            ("services:otel-collector:otlp-http:0", hub.Url),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        foreach (var upstream in _upstreams)
            await upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/assets?limit=5", "backend", "/api/assets")]
    [InlineData("/api/job-queues", "backend", "/api/job-queues")]
    [InlineData("/v1/apps", "backend", "/v1/apps")]
    [InlineData("/ws/live", "backend", "/ws/live")]
    [InlineData("/models/v1/embeddings", "model-gateway", "/v1/embeddings")]
    [InlineData("/models/api/detect", "model-gateway", "/api/detect")]
    [InlineData("/grafana/d/1", "grafana", "/grafana/d/1")]
    [InlineData("/prometheus/graph", "prometheus", "/prometheus/graph")]
    [InlineData("/dashboard/", "dashboard", "/")]
    [InlineData("/dashboard/app.js", "dashboard", "/app.js")]
    [InlineData("/", "web", "/")]
    [InlineData("/admin/queues", "web", "/admin/queues")]
    [InlineData("/apiary", "web", "/apiary")]
    public async Task Every_public_path_leads_to_its_service(string path, string service, string seenPath)
    {
        var seen = await _gateway.SeenAsync(path, ("X-Api-Key", "admin"));

        Assert.Equal(service, seen.By);
        Assert.Equal(seenPath, seen.Path);
    }

    [Fact]
    public async Task A_stripped_prefix_is_told_to_the_service()
    {
        var seen = await _gateway.SeenAsync("/dashboard/app.js", ("X-Api-Key", "admin"));

        Assert.Equal("/dashboard", seen.Headers["X-Forwarded-Prefix"]);
    }

    [Fact]
    public async Task The_backend_sees_the_public_host_and_the_clients_address()
    {
        var seen = await _gateway.SeenAsync("/api/x");

        Assert.Equal(_gateway.Address.Authority, seen.Host);
        Assert.Equal("127.0.0.1", seen.Headers["X-Forwarded-For"]);
        Assert.Equal("http", seen.Headers["X-Forwarded-Proto"]);
    }

    [Theory]
    [InlineData("X-Suite-Team")]
    [InlineData("x-suite-role")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Prefix")]
    [InlineData("Forwarded")]
    public async Task Headers_by_which_services_believe_each_other_cannot_be_forged(string header)
    {
        var seen = await _gateway.SeenAsync("/api/x", (header, "forged"));

        Assert.DoesNotContain("forged", seen.Headers.Values);
    }

    [Fact]
    public async Task A_websocket_goes_through_both_ways()
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{_gateway.Address.Authority}/ws/echo"), TestContext.Current.CancellationToken);

        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        var buffer = new byte[64];
        var message = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, message.Count));
    }

    [Fact]
    public async Task Server_sent_events_arrive_when_they_are_sent_and_not_when_the_answer_ends()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/api/events");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("data: first", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_answer_tells_browsers_what_to_refuse()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/api/x");

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_page_that_did_not_change_keeps_the_policy_it_came_with()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/api/unchanged");

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.False(response.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/page", "script-src 'self' 'unsafe-inline'")]
    [InlineData("/grafana/page", "object-src 'none'; base-uri 'self'; frame-ancestors 'none'")]
    [InlineData("/api/page", "default-src 'none'; frame-ancestors 'none'")]
    public async Task Scripts_run_in_pages_that_are_meant_to_have_them_and_never_in_data(string path, string policy)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, path, ("X-Api-Key", "admin"));

        Assert.Contains(policy, response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("viewer", false)]
    [InlineData("admin", true)]
    public async Task The_gateways_own_health_is_not_forwarded_and_tells_details_to_administrators_only(string? key, bool details)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/health", key is null ? [] : [("X-Api-Key", key)]);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("{\"status\":\"healthy\",\"service\":\"gateway\"", body, StringComparison.Ordinal);
        Assert.Equal(details, body.Contains("dependencies", StringComparison.Ordinal));
    }
}
