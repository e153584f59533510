using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Suite.Testing;
using Suite.Tests.Integration.Platform;
using Xunit;

namespace Suite.Tests.Integration.Access;

public class ApiKeyTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_shown_once_and_kept_as_a_hash()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var key = (await CreateAsync(app, new { name = "ci", role = "viewer" })).GetProperty("key").GetString()!;

        var listed = await app.Client.GetStringAsync("/api/api-keys", Cancel);
        var kept = await app.Db.FirstAsync(
            "select string_agg(row_to_json(api_key)::text, '') from access.api_key", null, row => row.GetString(0), Cancel);

        Assert.DoesNotContain(key, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(key, kept, StringComparison.Ordinal);
        Assert.Contains(key[..12], listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_counts_in_either_header()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        using var bearer = app.NewClient();
        bearer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BackendApp.AdminApiKey);

        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync("/api/session", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bearer.GetAsync("/api/session", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_is_not_made_up_for_by_a_cookie()
    {
        await using var app = await BackendApp.StartAsync(postgres, ("Access:AdminPassword", BackendApp.AdminPassword));
        using var browser = await Browser.AdminAsync(app);

        browser.Client.DefaultRequestHeaders.Add("X-Api-Key", "suite_wrong");

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.SessionStatusAsync());
    }

    [Fact]
    public async Task A_revoked_key_counts_no_more()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var created = await CreateAsync(app, new { name = "ci" });
        using var client = app.NewClient(created.GetProperty("key").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/session", Cancel)).StatusCode);

        using var revoked = await app.Client.DeleteAsync($"/api/api-keys/{created.Id()}", Cancel);

        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/session", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_key_ends_when_it_was_told_to()
    {
        var clock = new FakeClock();
        await using var app = await BackendApp.StartAsync(
            await postgres.CreateDatabaseAsync(), builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var created = await CreateAsync(app, new { name = "ci", expiresAt = clock.GetUtcNow().AddHours(1) });
        using var client = app.NewClient(created.GetProperty("key").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/session", Cancel)).StatusCode);

        clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/session", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_configured_key_is_changed_where_it_was_configured()
    {
        await using var app = await BackendApp.StartAsync(postgres);
        var keys = await app.Client.GetFromJsonAsync<JsonElement>("/api/api-keys", Cancel);

        using var answer = await app.Client.DeleteAsync($"/api/api-keys/{keys.GetProperty("items")[0].Id()}", Cancel);

        Assert.Equal((HttpStatusCode.Conflict, "configured-key"), (answer.StatusCode, await answer.CodeAsync()));
    }

    private static async Task<JsonElement> CreateAsync(BackendApp app, object request)
    {
        using var answer = await app.Client.PostAsJsonAsync("/api/api-keys", request, Cancel);
        answer.EnsureSuccessStatusCode();
        return await answer.JsonAsync();
    }
}
