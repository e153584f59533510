using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Gateway.Status;

public sealed class StatusTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_stopped_Redis_makes_the_backend_degraded_and_says_why_to_administrators_only()
    {
        await using var redis = new RedisServer();
        await redis.InitializeAsync();
        await using var backend = await BackendApp.StartAsync(postgres, ("ConnectionStrings:redis", redis.ConnectionString));
        using var viewer = await backend.WithRoleAsync("viewer");
        await using var gateway = await StartAsync(backend);
        await ServiceAsync(gateway, service => State(Dependency(service, "redis")) == "up");

        await redis.StopAsync();

        // Only Redis: a database that a busy machine asked late is degraded too for a moment.
        var told = await ServiceAsync(gateway, service =>
            State(service) == "degraded" && State(Dependency(service, "redis")) == "degraded" && State(Dependency(service, "suitedb")) == "up");
        Assert.Contains("Redis does not answer", told.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var heard = await ServiceAsync(gateway, "backend", viewer.DefaultRequestHeaders.GetValues("X-Api-Key").Single());
        Assert.Equal("degraded", State(Dependency(heard, "redis")));
        Assert.Equal(JsonValueKind.Null, heard.GetProperty("reason").ValueKind);
        Assert.Equal(JsonValueKind.Null, Dependency(heard, "redis").GetProperty("reason").ValueKind);
        Assert.Empty(heard.GetProperty("replicas").EnumerateArray());
    }

    [Fact]
    public async Task When_the_backend_has_stopped_those_whom_the_gateway_knows_still_read_that_it_is_down()
    {
        var backend = await BackendApp.StartAsync(postgres);
        await using var gateway = await StartAsync(backend, ("Gateway:SessionMemory", "00:00:00.05"));
        await Eventually.TrueAsync(async () => State(await StatusAsync(gateway)) == "up");

        await backend.DisposeAsync();
        await Eventually.TrueAsync(async () => State(await StatusAsync(gateway)) == "down");

        var told = await ServiceAsync(gateway, service => State(service) == "down");
        Assert.Equal("unknown", State(Dependency(told, "suitedb")));
        Assert.Contains("refused", told.GetProperty("reason").GetString(), StringComparison.Ordinal);
        using var stranger = await gateway.SendAsync(HttpMethod.Get, "/health/services", ("X-Api-Key", "never seen"));
        Assert.Equal("upstream-unavailable", await TestGateway.CodeOf(stranger));
    }

    [Fact]
    public async Task Of_two_replicas_one_is_enough_to_work_and_each_is_told_apart()
    {
        await using var first = await Upstream.StartAsync("first");
        var second = await Upstream.StartAsync("second");
        await using var gateway = await TestGateway.StartAsync(
            ("services:backend:http:0", first.Url), ("services:backend:http:1", second.Url));
        await second.DisposeAsync();

        await Eventually.TrueAsync(async () => State(await ServiceAsync(gateway, "backend", "admin")) == "degraded");

        var replicas = (await ServiceAsync(gateway, "backend", "admin")).GetProperty("replicas").EnumerateArray();
        Assert.Equal(["backend/0 up", "backend/1 down"], replicas.Select(replica => $"{Name(replica)} {State(replica)}"));
    }

    [Fact]
    public async Task What_is_no_part_of_this_run_is_absent_and_nothing_to_complain_about()
    {
        await using var backend = await Upstream.StartAsync("backend");
        await using var gateway = await TestGateway.StartAsync(("services:backend:http:0", backend.Url));

        await Eventually.TrueAsync(async () => State(await StatusAsync(gateway, "admin")) == "up");


        Assert.Equal("absent", State(await ServiceAsync(gateway, "grafana", "admin")));
    }

    [Theory]
    [InlineData("/health/services")]
    [InlineData("/health/history")]
    public async Task Strangers_read_nothing(string path)
    {
        await using var backend = await Upstream.StartAsync("backend");
        await using var gateway = await TestGateway.StartAsync(("services:backend:http:0", backend.Url));

        using var none = await gateway.SendAsync(HttpMethod.Get, path);
        using var wrong = await gateway.SendAsync(HttpMethod.Get, path, ("Cookie", "suite_session=wrong"));

        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal("not-signed-in", await TestGateway.CodeOf(wrong));
    }

    [Fact]
    public async Task What_it_sees_is_measured_for_the_history()
    {
        using var measured = new HealthMeasurements();
        await using var backend = await BackendApp.StartAsync(postgres);
        await using var gateway = await StartAsync(backend);

        // A machine that is busy just then makes a first look late, and the worst counts until it was read.
        await Eventually.TrueAsync(async () =>
        {
            await StatusAsync(gateway);
            return measured.Read().Contains(("suite.health.service.status", "backend", 1));
        });

        var values = measured.Read();
        Assert.Contains(("suite.health.service.status", "backend/suitedb", 1), values);
        Assert.DoesNotContain(values, value => value is ("suite.health.service.status", "grafana", _));
    }

    private static Task<TestGateway> StartAsync(BackendApp backend, params (string, string?)[] settings) =>
        TestGateway.StartAsync(
        [("services:backend:http:0", backend.Address.ToString()), ("Gateway:StatusFreshness", "00:00:00.1"), .. settings]);

    private static async Task<JsonElement> StatusAsync(TestGateway gateway, string key = BackendApp.AdminApiKey)
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/health/services", ("X-Api-Key", key));
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> ServiceAsync(TestGateway gateway, string name, string key = BackendApp.AdminApiKey) =>
        (await StatusAsync(gateway, key)).GetProperty("services").EnumerateArray().Single(service => Name(service) == name);

    /// <summary>The backend, as soon as it is so: a busy machine makes a look late, and the next one tells.</summary>
    private static async Task<JsonElement> ServiceAsync(TestGateway gateway, Func<JsonElement, bool> condition)
    {
        JsonElement service = default;
        await Eventually.TrueAsync(async () => condition(service = await ServiceAsync(gateway, "backend")));
        return service;
    }

    private static JsonElement Dependency(JsonElement service, string name) =>
        service.GetProperty("dependencies").EnumerateArray().Single(one => Name(one) == name);

    private static string? Name(JsonElement element) => element.GetProperty("name").GetString();

    private static string? State(JsonElement element) => element.GetProperty("state").GetString();
}
