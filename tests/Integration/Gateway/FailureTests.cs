using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Gateway;

public sealed class FailureTests
{
    [Fact]
    public async Task No_request_fails_when_one_of_two_replicas_dies_and_the_dead_one_comes_back_into_use()
    {
        // A port that nobody else is given while it is dead.
        var first = await Upstream.StartAsync("first", url: $"http://127.0.0.1:{ServerProcess.FreePort()}");
        await using var second = await Upstream.StartAsync("second");
        var url = first.Url;
        await using var gateway = await TestGateway.StartAsync(
            ("services:backend:http:0", url), ("services:backend:http:1", second.Url), ("Gateway:ProbeInterval", "00:00:00.2"));
        Assert.Equal(["first", "second"], await AnsweringAsync(gateway));

        await first.DisposeAsync();
        Assert.Equal(["second"], await AnsweringAsync(gateway));

        await using var again = await Upstream.StartAsync("first again", url: url);
        await Eventually.TrueAsync(async () => (await AnsweringAsync(gateway)).Contains("first again"));
    }

    [Fact]
    public async Task A_post_with_a_body_survives_a_dead_replica_and_arrives_once()
    {
        await using var alive = await Upstream.StartAsync("alive");
        await using var gateway = await TestGateway.StartAsync(
            ("services:backend:http:0", $"http://127.0.0.1:{ServerProcess.FreePort()}"), ("services:backend:http:1", alive.Url));

        for (var i = 0; i < 10; i++)
        {
            using var response = await gateway.Client.PostAsync("/api/x", new StringContent("12345"));
            var seen = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Seen>();
            Assert.Equal(5, seen!.Body);
        }
    }

    [Fact]
    public async Task What_a_dying_replica_breaks_off_is_asked_again_when_it_only_reads()
    {
        await using var dying = await Upstream.StartAsync("dying", app => app.Use((context, next) =>
        {
            if (context.Request.Path != "/health")
                context.Abort();
            return context.Request.Path == "/health" ? next(context) : Task.CompletedTask;
        }));
        await using var alive = await Upstream.StartAsync("alive");
        await using var gateway = await TestGateway.StartAsync(("services:backend:http:0", dying.Url), ("services:backend:http:1", alive.Url));

        Assert.Equal(["alive"], await AnsweringAsync(gateway));
    }

    [Fact]
    public async Task What_a_dying_replica_breaks_off_is_not_sent_twice_when_it_writes()
    {
        var taken = 0;
        await using var dying = await Upstream.StartAsync("dying", app => app.MapPost("/api/x", context =>
        {
            Interlocked.Increment(ref taken);
            context.Abort();
            return Task.CompletedTask;
        }));
        await using var gateway = await TestGateway.StartAsync(("services:backend:http:0", dying.Url));

        using var response = await gateway.Client.PostAsync("/api/x", new StringContent("12345"));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(1, taken);
    }

    [Fact]
    public async Task A_service_that_is_down_is_named_and_its_address_is_not()
    {
        var address = $"127.0.0.1:{ServerProcess.FreePort()}";
        await using var gateway = await TestGateway.StartAsync(("services:backend:http:0", $"http://{address}"));

        using var response = await gateway.SendAsync(HttpMethod.Get, "/api/x");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("upstream-unreachable", JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
        Assert.Contains("The service backend", body, StringComparison.Ordinal);
        Assert.DoesNotContain(address, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_part_of_this_run_is_unavailable()
    {
        await using var gateway = await TestGateway.StartAsync();

        using var response = await gateway.SendAsync(HttpMethod.Get, "/api/x");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("upstream-unavailable", await TestGateway.CodeOf(response));
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_service_that_stays_silent_is_a_timeout()
    {
        await using var silent = await Upstream.StartAsync("silent", app =>
            app.MapGet("/api/slow", (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted)));
        await using var gateway = await TestGateway.StartAsync(
            ("services:backend:http:0", silent.Url), ("Gateway:UpstreamTimeout", "00:00:00.3"));

        using var response = await gateway.SendAsync(HttpMethod.Get, "/api/slow");

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("upstream-timeout", await TestGateway.CodeOf(response));
    }

    [Fact]
    public async Task An_unhealthy_backend_explains_itself_when_there_is_no_better_one()
    {
        await using var sick = await Upstream.StartAsync("sick", app => app.MapGet("/health", () => Microsoft.AspNetCore.Http.Results.StatusCode(503)));
        await using var gateway = await TestGateway.StartAsync(("services:backend:http:0", sick.Url), ("Gateway:ProbeInterval", "00:00:00.1"));

        await Eventually.TrueAsync(async () =>
        {
            using var health = await gateway.SendAsync(HttpMethod.Get, "/health", ("X-Api-Key", "admin"));
            return (await health.Content.ReadAsStringAsync()).Contains("None of 1 replicas", StringComparison.Ordinal);
        });

        Assert.Equal("sick", (await gateway.SeenAsync("/api/x")).By);
    }

    private static async Task<List<string>> AnsweringAsync(TestGateway gateway)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < 30; i++)
            names.Add((await gateway.SeenAsync("/api/x")).By);
        return [.. names.Order()];
    }
}
