using System.Net;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Suite.Tests.Integration.ModelGateway;

public sealed class ProviderFailureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_that_is_too_slow_is_a_timeout()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Chat = (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted);
        await using var gateway = await GatewayHost.StartAsync(
            GatewayHost.Provider(0, "slow", upstream.Endpoint, "big", ("Timeout", "00:00:00.200")));

        using var response = await gateway.ChatAsync();

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("model-timeout", await response.ErrorCodeAsync());
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Chat = (http, body) => upstream.Requests.Count == 1
            ? Upstream.Fails(503)(http, body)
            : http.Response.WriteAsync(Upstream.Completion("At last.", body));
        await using var gateway = await GatewayHost.StartAsync(
            GatewayHost.Provider(0, "first", upstream.Endpoint, "big", ("Retries", "2")));

        using var response = await gateway.ChatAsync();

        Assert.Equal("At last.", await response.TextAsync());
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Theory]
    [InlineData(400, "invalid-input", HttpStatusCode.BadRequest)]
    [InlineData(401, "provider-failed", HttpStatusCode.BadGateway)]
    [InlineData(404, "model-not-found", HttpStatusCode.NotFound)]
    [InlineData(429, "rate-limited", HttpStatusCode.TooManyRequests)]
    [InlineData(500, "provider-failed", HttpStatusCode.BadGateway)]
    public async Task What_the_provider_refuses_has_a_code_of_ours(int status, string code, HttpStatusCode expected)
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Chat = Upstream.Fails(status);
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", upstream.Endpoint));

        using var response = await gateway.ChatAsync();

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(code, await response.ErrorCodeAsync());
    }

    [Fact]
    public async Task When_the_model_is_left_open_the_next_provider_stands_in_and_is_named()
    {
        await using var broken = await Upstream.StartAsync();
        broken.Chat = Upstream.Fails(500);
        await using var healthy = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(
            [.. GatewayHost.Provider(0, "broken", broken.Endpoint), .. GatewayHost.Provider(1, "healthy", healthy.Endpoint, "other")]);

        using var response = await gateway.ChatAsync();

        Assert.Equal("Hello.", await response.TextAsync());
        Assert.Equal("healthy", response.Provider());
        Assert.Equal("other", healthy.Requests.Single()["model"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_model_asked_for_by_name_is_not_replaced_by_another()
    {
        await using var broken = await Upstream.StartAsync();
        broken.Chat = Upstream.Fails(500);
        await using var healthy = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(
            [.. GatewayHost.Provider(0, "broken", broken.Endpoint), .. GatewayHost.Provider(1, "healthy", healthy.Endpoint, "other")]);

        using var response = await gateway.ChatAsync("broken/special");

        Assert.Equal("provider-failed", await response.ErrorCodeAsync());
        Assert.Equal("special", broken.Requests.Single()["model"]!.GetValue<string>());
        Assert.Empty(healthy.Requests);
    }

    [Fact]
    public async Task A_provider_that_keeps_failing_is_left_alone()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Chat = Upstream.Fails(500);
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", upstream.Endpoint));

        var codes = new List<string?>();
        for (var i = 0; i < 15; i++)
        {
            using var response = await gateway.ChatAsync();
            codes.Add(await response.ErrorCodeAsync());
        }

        Assert.Equal("model-unavailable", codes[^1]);
        Assert.True(upstream.Requests.Count < 15);
    }

    [Fact]
    public async Task A_provider_is_not_asked_more_often_than_its_limit()
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(
            GatewayHost.Provider(0, "first", upstream.Endpoint, "big", ("RequestsPerMinute", "2")));

        (await gateway.ChatAsync()).Dispose();
        (await gateway.ChatAsync()).Dispose();
        using var third = await gateway.ChatAsync();

        Assert.Equal("rate-limited", await third.ErrorCodeAsync());
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Fact]
    public async Task A_spent_budget_stops_further_requests()
    {
        await using var upstream = await Upstream.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(
            GatewayHost.Provider(0, "first", upstream.Endpoint, "big", ("TokensPerDay", "10")));

        (await gateway.ChatAsync()).Dispose();
        using var second = await gateway.ChatAsync();

        Assert.Equal("budget-exhausted", await second.ErrorCodeAsync());
    }

    [Fact]
    public async Task A_whole_answer_that_breaks_off_is_the_providers_failure()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Chat = async (http, body) =>
        {
            var answer = Upstream.Completion("Hello.", body);
            http.Response.ContentLength = answer.Length;
            await http.Response.WriteAsync(answer[..^20]);
            await http.Response.Body.FlushAsync();
            http.Abort();
        };
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", upstream.Endpoint));

        using var response = await gateway.ChatAsync();

        Assert.Equal((HttpStatusCode.BadGateway, "provider-failed"), (response.StatusCode, await response.ErrorCodeAsync()));
    }

    [Fact]
    public async Task A_stream_that_breaks_off_ends_with_an_error_and_not_as_if_it_were_whole()
    {
        await using var upstream = await Upstream.StartAsync();
        var firstSeen = new TaskCompletionSource();
        upstream.Chat = async (http, _) =>
        {
            await http.Response.WriteAsync(Upstream.Chunk("Half"));
            await http.Response.Body.FlushAsync();
            await firstSeen.Task.WaitAsync(TimeSpan.FromSeconds(60));
            http.Abort();
        };
        await using var gateway = await GatewayHost.StartAsync(GatewayHost.Provider(0, "first", upstream.Endpoint));

        using var response = await gateway.ChatAsync(stream: true);
        using var events = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        Assert.Contains("Half", await events.ReadLineAsync(Cancel), StringComparison.Ordinal);
        firstSeen.SetResult();
        var rest = await events.ReadToEndAsync(Cancel);

        Assert.Contains("provider-failed", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_falls_silent_ends_with_an_error()
    {
        await using var upstream = await Upstream.StartAsync();
        upstream.Chat = async (http, _) =>
        {
            await http.Response.WriteAsync(Upstream.Chunk("Half"));
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        };
        await using var gateway = await GatewayHost.StartAsync(
            [.. GatewayHost.Provider(0, "first", upstream.Endpoint), ("Models:StreamSilence", "00:00:00.200")]);

        using var response = await gateway.ChatAsync(stream: true);

        Assert.Contains("model-timeout", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
