using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using StackExchange.Redis;
using Suite.ServiceDefaults;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ServiceDefaults;

public sealed class HealthTests
{
    [Fact]
    public async Task The_body_begins_with_status_and_service_and_carries_registered_details()
    {
        await using var service = await TestService.StartAsync(
            builder => builder.Services.AddSingleton(new HealthDetail("device", () => "cpu")));

        var body = await service.Client.GetStringAsync("/health");

        Assert.StartsWith("""{"status":"healthy","service":"test-service","device":"cpu",""", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Original-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Host", "rebound.example")]
    public async Task Whoever_does_not_ask_directly_on_this_machine_reads_status_and_service_and_what_is_public(string header, string value)
    {
        await using var service = await StartWithDetailsAsync();

        Assert.Equal("""{"status":"degraded","service":"test-service","device":"cpu"}""", await HealthAsync(service, (header, value)));
    }

    [Fact]
    public async Task Who_shows_the_key_reads_everything_and_a_wrong_key_nothing_more()
    {
        await using var service = await StartWithDetailsAsync(("Health:Key", "secret"), ("Health:TrustLoopback", "false"));

        Assert.Contains("\"reason\":\"Not all of it.\"", await HealthAsync(service, ("X-Suite-Health-Key", "secret")), StringComparison.Ordinal);
        Assert.DoesNotContain("dependencies", await HealthAsync(service, ("X-Suite-Health-Key", "guess")), StringComparison.Ordinal);
        Assert.DoesNotContain("dependencies", await HealthAsync(service), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_metrics_say_the_same_as_its_body()
    {
        using var measured = new HealthMeasurements();
        await using var service = await StartWithDetailsAsync();

        await Eventually.TrueAsync(() => Task.FromResult(measured.Read().Any(value => value is ("suite.health.status", "one", 0.5))));

        var values = measured.Read();
        Assert.Contains(("suite.health.status", "all", 0.5), values);
        Assert.Contains(values, value => value is ("suite.health.duration", "one", >= 0));
    }

    [Fact]
    public async Task Without_its_database_a_service_is_alive_and_unhealthy_and_says_why()
    {
        await using var service = await TestService.StartAsync(
            builder => builder.AddNpgsqlDataSource("suitedb"),
            settings: ("ConnectionStrings:suitedb", $"Host=127.0.0.1;Port={ServerProcess.FreePort()};Username=x;Database=x"));

        using var health = await service.Client.GetAsync("/health");
        using var alive = await service.Client.GetAsync("/alive");
        var dependency = Assert.Single((await health.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("dependencies").EnumerateArray());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal("suitedb", dependency.GetProperty("name").GetString());
        Assert.Equal("unhealthy", dependency.GetProperty("status").GetString());
        Assert.Contains("Failed to connect", dependency.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_redis_a_service_starts_and_is_only_degraded_until_redis_comes()
    {
        await using var server = new RedisServer();
        await using var service = await TestService.StartAsync(
            builder => builder.AddRedisClient("redis"), settings: ("ConnectionStrings:redis", server.ConnectionString));

        using (var before = await service.Client.GetAsync("/health"))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
            Assert.StartsWith("""{"status":"degraded",""", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await server.InitializeAsync();

        await Eventually.TrueAsync(async () =>
            (await service.Client.GetStringAsync("/health")).StartsWith("""{"status":"healthy",""", StringComparison.Ordinal));
        var redis = service.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        await redis.StringSetAsync("a", "b");
        Assert.Equal("b", await redis.StringGetAsync("a"));
    }

    [Fact]
    public async Task Without_a_connection_string_there_is_no_redis_and_nothing_to_complain_about()
    {
        await using var service = await TestService.StartAsync(builder => builder.AddRedisClient("redis"));

        Assert.Null(service.Services.GetService<IConnectionMultiplexer>());
        Assert.StartsWith("""{"status":"healthy",""", await service.Client.GetStringAsync("/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_restarts_is_used_again_without_a_word()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var service = await TestService.StartAsync(
            builder => builder.AddNpgsqlDataSource("suitedb"),
            settings: ("ConnectionStrings:suitedb", await server.CreateDatabaseAsync()));
        Assert.True((await service.Client.GetAsync("/health")).IsSuccessStatusCode);

        await server.StopAsync();
        var away = await Assert.ThrowsAnyAsync<NpgsqlException>(
            () => service.Services.GetRequiredService<NpgsqlDataSource>().OpenAndAskAsync());
        await server.StartAsync();

        Assert.True(DatabaseFailure.IsAway(away));
        await Eventually.TrueAsync(async () => (await service.Client.GetAsync("/health")).IsSuccessStatusCode);
    }

    private static Task<TestService> StartWithDetailsAsync(params (string, string?)[] settings) => TestService.StartAsync(
        builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("one", () => HealthCheckResult.Degraded("Not all of it."));
            builder.Services.AddSingleton(new HealthDetail("device", () => "cpu", IsPublic: true));
            builder.Services.AddSingleton(new HealthDetail("inner", () => "secret"));
        },
        settings: settings);

    private static async Task<string> HealthAsync(TestService service, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await service.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

internal static class Questions
{
    public static async Task OpenAndAskAsync(this NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("select 1");
        await command.ExecuteScalarAsync();
    }
}
