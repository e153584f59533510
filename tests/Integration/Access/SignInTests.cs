using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Suite.Testing;
using Suite.Tests.Integration.Platform;
using Xunit;

namespace Suite.Tests.Integration.Access;

public class SignInTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_password_opens_a_session_whose_cookie_scripts_cannot_read()
    {
        await using var app = await StartAsync();
        using var browser = new Browser(app);

        using var answer = await browser.SignInAsync("Admin", BackendApp.AdminPassword);

        var view = await answer.JsonAsync();
        Assert.Equal("admin", view.GetProperty("user").GetProperty("username").GetString());
        Assert.Equal("admin", view.GetProperty("role").GetString());
        Assert.Equal("Default", view.GetProperty("teams")[0].GetProperty("name").GetString());
        Assert.True(browser.SessionCookie!.HttpOnly);
        Assert.Contains("samesite=lax", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await browser.SessionStatusAsync());
    }

    [Theory]
    [InlineData("admin", "wrong-password")]
    [InlineData("nobody", "wrong-password")]
    public async Task A_wrong_name_and_a_wrong_password_are_refused_alike(string username, string password)
    {
        await using var app = await StartAsync();
        using var browser = new Browser(app);

        using var answer = await browser.SignInAsync(username, password);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("wrong-credentials", await answer.CodeAsync());
        Assert.Null(browser.SessionCookie);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_where_it_comes_from_and_nowhere_else()
    {
        await using var app = await StartAsync();
        using var guesser = new Browser(app, "203.0.113.1");
        using var owner = new Browser(app, "203.0.113.2");

        for (var guess = 0; guess < 5; guess++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync("admin", $"guess-{guess}")).StatusCode);
        using var blocked = await guesser.SignInAsync("admin", BackendApp.AdminPassword);
        using var elsewhere = await owner.SignInAsync("admin", BackendApp.AdminPassword);

        Assert.Equal(HttpStatusCode.TooManyRequests, blocked.StatusCode);
        Assert.True(blocked.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_link_signs_in_once()
    {
        await using var app = await StartAsync(("Access:SignInToken", "one-time-token-0123456789"));
        using var browser = new Browser(app);
        using var second = new Browser(app);

        using var first = await OpenLinkAsync(browser, "one-time-token-0123456789");
        using var again = await OpenLinkAsync(second, "one-time-token-0123456789");

        Assert.Equal("admin", (await first.JsonAsync()).GetProperty("user").GetProperty("username").GetString());
        Assert.Equal(HttpStatusCode.OK, await browser.SessionStatusAsync());
        Assert.Equal((HttpStatusCode.Unauthorized, "link-spent"), (again.StatusCode, await again.CodeAsync()));
    }

    [Fact]
    public async Task A_used_link_stays_used_when_the_backend_restarts_and_a_new_one_works()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var app = await BackendApp.StartAsync(database, null, ("Access:SignInToken", "first-token-0123456789")))
        using (var browser = new Browser(app))
            (await OpenLinkAsync(browser, "first-token-0123456789")).EnsureSuccessStatusCode();
        await using (var app = await BackendApp.StartAsync(database, null, ("Access:SignInToken", "first-token-0123456789")))
        using (var browser = new Browser(app))
            Assert.Equal(HttpStatusCode.Unauthorized, (await OpenLinkAsync(browser, "first-token-0123456789")).StatusCode);

        await using var third = await BackendApp.StartAsync(database, null, ("Access:SignInToken", "second-token-0123456789"));
        using var last = new Browser(third);

        Assert.Equal(HttpStatusCode.OK, (await OpenLinkAsync(last, "second-token-0123456789")).StatusCode);
    }

    [Fact]
    public async Task A_link_is_good_for_an_hour()
    {
        var clock = new FakeClock();
        await using var app = await BackendApp.StartAsync(
            await postgres.CreateDatabaseAsync(),
            builder => builder.Services.AddSingleton<TimeProvider>(clock),
            ("Access:SignInToken", "one-time-token-0123456789"));
        using var browser = new Browser(app);

        clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.Unauthorized, (await OpenLinkAsync(browser, "one-time-token-0123456789")).StatusCode);
    }

    [Fact]
    public async Task Another_configured_password_replaces_the_last_and_the_same_one_changes_nothing()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var app = await BackendApp.StartAsync(database, null, ("Access:AdminPassword", BackendApp.AdminPassword)))
        using (var browser = await Browser.AdminAsync(app))
        {
            using var changed = await browser.Client.PutAsJsonAsync(
                "/api/session/password", new { current = BackendApp.AdminPassword, @new = "chosen-by-the-admin" }, Cancel);
            Assert.Equal(HttpStatusCode.NoContent, changed.StatusCode);
        }

        await using (var app = await BackendApp.StartAsync(database, null, ("Access:AdminPassword", BackendApp.AdminPassword)))
        using (var browser = new Browser(app))
            Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("admin", "chosen-by-the-admin")).StatusCode);
        await using (var app = await BackendApp.StartAsync(database, null, ("Access:AdminPassword", "configured-anew")))
        using (var browser = new Browser(app))
            Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("admin", "configured-anew")).StatusCode);
    }

    [Fact]
    public async Task Another_configured_key_revokes_the_last()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (await BackendApp.StartAsync(database))
        {
        }

        await using var app = await BackendApp.StartAsync(database, null, ("Access:AdminApiKey", "another-admin-key-0123456789"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client.GetAsync("/api/session", Cancel)).StatusCode);
        using var client = app.NewClient("another-admin-key-0123456789");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/session", Cancel)).StatusCode);
    }

    private Task<BackendApp> StartAsync(params (string, string?)[] settings) =>
        BackendApp.StartAsync(postgres, [("Access:AdminPassword", BackendApp.AdminPassword), .. settings]);

    private static Task<HttpResponseMessage> OpenLinkAsync(Browser browser, string token) =>
        browser.Client.PostAsJsonAsync("/api/session/link", new { token });
}
