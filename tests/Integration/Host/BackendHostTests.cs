using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Backend;

public class BackendHostTests(PostgresServer postgres)
{
    [Fact]
    public async Task When_it_listens_it_is_migrated_healthy_and_lets_the_admin_in()
    {
        await using var app = await BackendApp.StartAsync(postgres);

        var health = await app.Client.GetStringAsync("/health");
        var session = await app.Client.GetFromJsonAsync<JsonElement>("/api/session");

        Assert.StartsWith("""{"status":"healthy","service":"backend",""", health, StringComparison.Ordinal);
        Assert.Equal("admin", session.GetProperty("role").GetString());
        Assert.Equal("Default", session.GetProperty("team").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Several_replicas_may_start_at_once_on_an_empty_database()
    {
        var database = await postgres.CreateDatabaseAsync();

        var replicas = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => BackendApp.StartAsync(database)));

        foreach (var replica in replicas)
        {
            Assert.Equal(HttpStatusCode.OK, (await replica.Client.GetAsync("/api/session")).StatusCode);
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task It_describes_itself_to_programs()
    {
        await using var app = await BackendApp.StartAsync(postgres);

        var description = await app.Client.GetFromJsonAsync<JsonElement>("/api/openapi.json");

        Assert.NotEmpty(description.GetProperty("paths").EnumerateObject());
        Assert.True(description.GetProperty("paths").TryGetProperty("/api/session", out _));
    }
}
