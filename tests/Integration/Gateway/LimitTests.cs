using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Suite.Tests.Integration.Gateway;

public sealed class LimitTests : IAsyncLifetime
{
    private Upstream _backend = null!;

    public async ValueTask InitializeAsync() => _backend = await Upstream.StartAsync("backend");

    public async ValueTask DisposeAsync() => await _backend.DisposeAsync();

    [Fact]
    public async Task A_client_that_asks_too_much_is_told_when_to_come_back_and_others_are_not_affected()
    {
        await using var gateway = await StartAsync(("Gateway:ClientBurst", "3"), ("Gateway:ClientRequestsPerSecond", "1"));
        // Together, for every second gives one back.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.SendAsync(HttpMethod.Get, "/api/x", ("X-Api-Key", "greedy"))));

        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), 3, 19);
        using var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("too-many-requests", await TestGateway.CodeOf(refused));
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await gateway.SeenAsync("/api/x", ("X-Api-Key", "modest"));
    }

    [Fact]
    public async Task Inventing_a_key_for_every_request_does_not_help()
    {
        await using var gateway = await StartAsync(("Gateway:AddressBurst", "5"), ("Gateway:AddressRequestsPerSecond", "1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            number => gateway.SendAsync(HttpMethod.Get, "/api/x", ("X-Api-Key", $"invented-{number}"))));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_probe_is_answered_however_much_else_its_address_asks()
    {
        await using var gateway = await StartAsync(("Gateway:AddressBurst", "1"), ("Gateway:AddressRequestsPerSecond", "1"));
        while (await StatusAsync(gateway, "/api/x") != HttpStatusCode.TooManyRequests)
        {
        }

        var probes = new List<HttpStatusCode>();
        for (var i = 0; i < 10; i++)
            probes.AddRange([await StatusAsync(gateway, "/health"), await StatusAsync(gateway, "/alive")]);

        Assert.All(probes, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Keys_that_are_shown_to_health_are_limited_as_everywhere()
    {
        await using var gateway = await StartAsync(("Gateway:AddressBurst", "1"), ("Gateway:AddressRequestsPerSecond", "1"));
        var status = HttpStatusCode.OK;

        for (var i = 0; i < 100 && status != HttpStatusCode.TooManyRequests; i++)
            status = await StatusAsync(gateway, "/health", ("X-Api-Key", $"invented-{i}"));

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_its_length_is_announced(bool announced)
    {
        await using var gateway = await StartAsync(("Gateway:MaxBodyBytes", "1000"));
        using var content = Body(1001, announced);

        using var response = await gateway.Client.PostAsync("/api/x", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request-too-large", await TestGateway.CodeOf(response));
    }

    [Fact]
    public async Task Clients_of_the_published_systems_find_the_gateways_own_refusals_in_error_too()
    {
        await using var gateway = await StartAsync(("Gateway:MaxBodyBytes", "1000"));
        using var content = Body(1001, announced: true);

        using var response = await gateway.Client.PostAsync("/api/perspectives/batch/create", content);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("The request has 1001 bytes; at most 1000 are taken here.", problem.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Uploads_may_be_larger_than_everything_else()
    {
        await using var gateway = await StartAsync(("Gateway:MaxBodyBytes", "1000"));
        using var content = Body(40_000_000, announced: false);

        using var response = await gateway.Client.PostAsync("/api/assets", content);

        Assert.Equal(40_000_000, (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Seen>())!.Body);
    }

    private Task<TestGateway> StartAsync(params (string, string?)[] settings) =>
        TestGateway.StartAsync([("services:backend:http:0", _backend.Url), .. settings]);

    private static async Task<HttpStatusCode> StatusAsync(TestGateway gateway, string path, params (string Name, string Value)[] headers)
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, path, headers);
        return response.StatusCode;
    }

    private static StreamContent Body(int bytes, bool announced)
    {
        var content = new StreamContent(new MemoryStream(new byte[bytes]));
        if (!announced)
            content.Headers.ContentLength = null;
        return content;
    }
}
