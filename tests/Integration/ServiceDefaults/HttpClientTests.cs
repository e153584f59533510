using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Suite.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ServiceDefaults;

public sealed class HttpClientTests
{
    [Fact]
    public async Task A_service_name_reaches_its_replicas_in_turn()
    {
        await using var first = await ReplicaAsync("first");
        await using var second = await ReplicaAsync("second");
        await using var caller = await CallerAsync([first.Url, second.Url]);

        var answers = await AskAsync(caller, times: 4);

        Assert.Equal(2, answers.Count(answer => answer == "first"));
        Assert.Equal(2, answers.Count(answer => answer == "second"));
    }

    [Fact]
    public async Task A_dead_replica_costs_a_retry_and_not_a_failure()
    {
        await using var alive = await ReplicaAsync("alive");
        await using var caller = await CallerAsync([$"http://127.0.0.1:{ServerProcess.FreePort()}", alive.Url]);

        Assert.All(await AskAsync(caller, times: 30), answer => Assert.Equal("alive", answer));
    }

    [Fact]
    public async Task A_post_is_sent_again_only_when_no_connection_was_made()
    {
        var posts = 0;
        await using var busy = await TestService.StartAsync(map: app => app.MapPost("/", () =>
        {
            Interlocked.Increment(ref posts);
            return TypedResults.StatusCode(503);
        }));
        await using var caller = await CallerAsync([$"http://127.0.0.1:{ServerProcess.FreePort()}", busy.Url]);

        using var response = await ClientOf(caller).PostAsync("http://backend/", new StringContent("once"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(1, posts);
    }

    [Fact]
    public async Task A_get_is_sent_again_until_the_service_has_recovered()
    {
        var gets = 0;
        await using var flaky = await TestService.StartAsync(map: app => app.MapGet("/", () =>
            Interlocked.Increment(ref gets) < 3 ? Results.StatusCode(503) : Results.Text("fine")));
        await using var caller = await CallerAsync([flaky.Url]);

        Assert.Equal("fine", await ClientOf(caller).GetStringAsync("http://backend/"));
    }

    [Fact]
    public async Task A_server_that_asks_for_more_patience_than_the_call_has_is_not_waited_for()
    {
        var gets = 0;
        await using var away = await TestService.StartAsync(map: app => app.MapGet("/", (HttpResponse response) =>
        {
            Interlocked.Increment(ref gets);
            response.Headers.RetryAfter = "99999999";
            return TypedResults.StatusCode(503);
        }));
        await using var caller = await CallerAsync([away.Url]);

        using var response = await ClientOf(caller).GetAsync("http://backend/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(1, gets);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_fails_as_an_http_failure_that_names_the_address()
    {
        var forever = new TaskCompletionSource<string>();
        await using var slow = await TestService.StartAsync(map: app => app.MapGet("/", () => forever.Task));
        await using var caller = await CallerAsync([slow.Url], options =>
        {
            options.AttemptTimeout = TimeSpan.FromMilliseconds(100);
            options.Retries = 0;
        });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => ClientOf(caller).GetStringAsync("http://backend/"));
        forever.SetResult("too late");

        Assert.Contains("did not answer within 0.1 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_keeps_failing_is_left_alone()
    {
        await using var caller = await CallerAsync([$"http://127.0.0.1:{ServerProcess.FreePort()}"], options =>
        {
            options.Retries = 0;
            options.BreakAfterCalls = 2;
        });

        Task Ask() => ClientOf(caller).GetStringAsync("http://backend/");
        await Assert.ThrowsAsync<HttpRequestException>(Ask);
        await Assert.ThrowsAsync<HttpRequestException>(Ask);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(Ask);

        Assert.Contains("left alone", failure.Message, StringComparison.Ordinal);
    }

    private static Task<TestService> ReplicaAsync(string name) => TestService.StartAsync(map: app => app.MapGet("/", () => name));

    private static Task<TestService> CallerAsync(string[] addresses, Action<HttpResilienceOptions>? configure = null) => TestService.StartAsync(
        builder => builder.Services.AddHttpClient("caller").ConfigureResilience(options =>
        {
            options.RetryDelay = TimeSpan.FromMilliseconds(5);
            configure?.Invoke(options);
        }),
        settings: [.. addresses.Select((address, index) => ($"services:backend:http:{index}", (string?)address))]);

    private static HttpClient ClientOf(TestService caller) =>
        caller.Services.GetRequiredService<IHttpClientFactory>().CreateClient("caller");

    private static async Task<List<string>> AskAsync(TestService caller, int times)
    {
        var answers = new List<string>();
        for (var i = 0; i < times; i++)
            answers.Add(await ClientOf(caller).GetStringAsync("http://backend/"));
        return answers;
    }
}
