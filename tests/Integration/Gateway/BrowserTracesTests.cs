using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Gateway;

public sealed class BrowserTracesTests : IAsyncLifetime
{
    private Upstream _backend = null!;
    private Upstream _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _backend = await Upstream.StartAsync("backend");
        _hub = await Upstream.StartAsync("otel-collector");
    }

    public async ValueTask DisposeAsync()
    {
        await _backend.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task A_persons_traces_reach_the_hub_with_the_hubs_key_and_without_anything_of_the_person()
    {
        await using var gateway = await StartAsync(("Gateway:OtlpApiKey", "hub-key"));

        using var response = await SendAsync(gateway, ("Cookie", "suite_session=viewer; theme=dark"), ("x-otlp-api-key", "guessed"));
        var seen = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Seen>();

        Assert.Equal(("otel-collector", "/v1/traces"), (seen!.By, seen.Path));
        Assert.Equal(100, seen.Body);
        Assert.Equal("hub-key", seen.Headers["x-otlp-api-key"]);
        Assert.Equal("application/x-protobuf", seen.Headers["Content-Type"]);
        Assert.DoesNotContain(seen.Headers.Keys, name => name is "Cookie" or "Authorization" || name.StartsWith("X-Suite-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_for_the_hub_the_callers_own_does_not_pass_either()
    {
        await using var gateway = await StartAsync();

        using var response = await SendAsync(gateway, ("X-Api-Key", "viewer"), ("x-otlp-api-key", "guessed"));
        var seen = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Seen>();

        Assert.DoesNotContain("x-otlp-api-key", seen!.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Strangers_send_nothing()
    {
        await using var gateway = await StartAsync();

        using var response = await SendAsync(gateway);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("POST", "/otlp/v1/logs")]
    [InlineData("POST", "/otlp/v1/metrics")]
    [InlineData("GET", "/otlp/v1/traces")]
    [InlineData("POST", "/otlp/v1/traces/more")]
    public async Task Nothing_but_traces_is_taken(string method, string path)
    {
        await using var gateway = await StartAsync();

        using var response = await gateway.SendAsync(new HttpMethod(method), path, ("X-Api-Key", "viewer"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("not-found", await TestGateway.CodeOf(response));
    }

    [Fact]
    public async Task A_batch_over_a_megabyte_is_too_large()
    {
        await using var gateway = await StartAsync();

        using var response = await SendAsync(gateway, new byte[(1024 * 1024) + 1], ("X-Api-Key", "viewer"));

        Assert.Equal("request-too-large", await TestGateway.CodeOf(response));
    }

    [Fact]
    public async Task A_page_gone_wild_is_slowed_down_and_may_still_work()
    {
        await using var gateway = await StartAsync(("Gateway:TraceBurst", "2"), ("Gateway:TraceRequestsPerSecond", "1"));
        // Together, for every second gives one back.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(gateway, ("X-Api-Key", "viewer"))));

        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 2, 19);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        await gateway.SeenAsync("/api/x", ("X-Api-Key", "viewer"));
    }

    [Fact]
    public async Task While_the_hub_is_away_every_batch_is_503_at_once_and_the_rest_goes_on()
    {
        await using var gateway = await TestGateway.StartAsync(
            ("services:backend:http:0", _backend.Url),
            ("services:otel-collector:otlp-http:0", $"http://127.0.0.1:{ServerProcess.FreePort()}"));

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++)
        {
            using var response = await SendAsync(gateway, ("X-Api-Key", "viewer"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("upstream-unavailable", await TestGateway.CodeOf(response));
        }

        // Far less than the three seconds for each that the hub would have to answer.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
        await gateway.SeenAsync("/api/x");
    }

    private Task<TestGateway> StartAsync(params (string, string?)[] settings) => TestGateway.StartAsync(
        [("services:backend:http:0", _backend.Url), ("services:otel-collector:otlp-http:0", _hub.Url), .. settings]);

    private static Task<HttpResponseMessage> SendAsync(TestGateway gateway, params (string Name, string Value)[] headers) =>
        SendAsync(gateway, new byte[100], headers);

    private static Task<HttpResponseMessage> SendAsync(TestGateway gateway, byte[] body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/otlp/v1/traces") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return gateway.Client.SendAsync(request);
    }
}
