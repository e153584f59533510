using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Suite.Testing;
using Suite.Tests.Integration.Platform;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Access;

public class SessionTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync());
        using var browser = await Browser.AdminAsync(app);
        var cookie = browser.SessionCookie!.Value;

        using var answer = await browser.Client.DeleteAsync("/api/session", Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        using var replay = app.NewClient();
        replay.DefaultRequestHeaders.Add("Cookie", $"suite_session={cookie}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await replay.GetAsync("/api/session", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_session_ended_on_one_replica_is_over_on_the_others()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var one = await StartAsync(database);
        var clock = new FakeClock();
        await using var other = await StartAsync(database, clock);
        using var browser = await Browser.AdminAsync(one);
        using var elsewhere = other.NewClient();
        elsewhere.DefaultRequestHeaders.Add("Cookie", $"suite_session={browser.SessionCookie!.Value}");
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/api/session", Cancel)).StatusCode);

        // What it remembers for ten seconds it now remembers for longer than this test waits: it has to be told.
        clock.Advance(TimeSpan.FromMinutes(-5));
        await browser.Client.DeleteAsync("/api/session", Cancel);

        await Eventually.TrueAsync(
            async () => (await elsewhere.GetAsync("/api/session", Cancel)).StatusCode == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task People_see_their_own_sessions_and_may_end_one_elsewhere()
    {
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync());
        using var here = await Browser.AdminAsync(app);
        using var there = await Browser.AdminAsync(app);

        var sessions = (await here.Client.GetFromJsonAsync<JsonElement>("/api/sessions", Cancel)).GetProperty("items").EnumerateArray().ToList();
        var other = sessions.Single(session => !session.GetProperty("current").GetBoolean());
        using var ended = await here.Client.DeleteAsync($"/api/sessions/{other.Id()}", Cancel);

        Assert.Equal(2, sessions.Count);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await there.SessionStatusAsync());
        Assert.Equal(HttpStatusCode.OK, await here.SessionStatusAsync());
    }

    [Fact]
    public async Task A_session_slides_on_while_it_is_used_and_ends_when_it_is_not()
    {
        var clock = new FakeClock();
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), clock);
        using var browser = await Browser.AdminAsync(app);

        clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(HttpStatusCode.OK, await browser.SessionStatusAsync());
        clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(HttpStatusCode.OK, await browser.SessionStatusAsync());
        clock.Advance(TimeSpan.FromDays(15));

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.SessionStatusAsync());
    }

    [Fact]
    public async Task However_much_it_is_used_a_session_does_not_live_for_ever()
    {
        var clock = new FakeClock();
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync(), clock);
        using var browser = await Browser.AdminAsync(app);

        var days = 0;
        for (; days < 200 && await browser.SessionStatusAsync() == HttpStatusCode.OK; days += 10)
            clock.Advance(TimeSpan.FromDays(10));

        Assert.InRange(days, 80, 100);
    }

    [Fact]
    public async Task Switching_the_team_changes_whose_data_is_seen()
    {
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync());
        using var browser = await Browser.AdminAsync(app);
        using var created = await browser.Client.PostAsJsonAsync("/api/teams", new { name = "Second" }, Cancel);
        var team = (await created.JsonAsync()).Id();

        using var switched = await browser.Client.PostAsJsonAsync("/api/session/team", new { teamId = team }, Cancel);
        using var strange = await browser.Client.PostAsJsonAsync("/api/session/team", new { teamId = Guid.NewGuid() }, Cancel);

        Assert.Equal("Second", (await switched.JsonAsync()).GetProperty("team").GetProperty("name").GetString());
        Assert.Equal("Second", (await browser.SessionAsync()).GetProperty("team").GetProperty("name").GetString());
        Assert.Equal((HttpStatusCode.NotFound, "team-not-found"), (strange.StatusCode, await strange.CodeAsync()));
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions()
    {
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync());
        using var here = await Browser.AdminAsync(app);
        using var there = await Browser.AdminAsync(app);

        using var wrong = await here.Client.PutAsJsonAsync("/api/session/password", new { current = "wrong", @new = "a-new-password" }, Cancel);
        using var right = await here.Client.PutAsJsonAsync(
            "/api/session/password", new { current = BackendApp.AdminPassword, @new = "a-new-password" }, Cancel);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.NoContent), (wrong.StatusCode, right.StatusCode));
        Assert.Equal(HttpStatusCode.OK, await here.SessionStatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await there.SessionStatusAsync());
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.NoContent)]
    public async Task A_write_with_the_cookie_must_not_come_from_another_sites_page(string? origin, HttpStatusCode expected)
    {
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync());
        using var browser = await Browser.AdminAsync(app);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/session");
        request.Headers.Add("Origin", origin ?? $"http://{app.Address.Authority}");

        using var answer = await browser.Client.SendAsync(request, Cancel);

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.Forbidden)
            Assert.Equal("bad-origin", await answer.CodeAsync());
    }

    [Fact]
    public async Task Neither_may_another_sites_page_open_a_socket_or_sign_somebody_in()
    {
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync());
        using var browser = await Browser.AdminAsync(app);
        using var socket = new HttpRequestMessage(HttpMethod.Get, "/ws/live")
        {
            Headers =
            {
                { "Connection", "Upgrade" }, { "Upgrade", "websocket" }, { "Sec-WebSocket-Version", "13" },
                { "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==" }, { "Origin", "http://evil.example" },
            },
        };
        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/api/session")
        {
            Content = JsonContent.Create(new { username = "admin", password = BackendApp.AdminPassword }),
            Headers = { { "Origin", "http://evil.example" } },
        };

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Client.SendAsync(socket, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Client.SendAsync(signIn, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Behind_the_gateway_the_origin_is_compared_with_the_address_that_the_browser_sees()
    {
        await using var app = await StartAsync(await postgres.CreateDatabaseAsync());
        using var browser = await Browser.AdminAsync(app);
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/session")
        {
            Headers = { { "Origin", "https://suite.example" }, { "X-Forwarded-Host", "suite.example" }, { "X-Forwarded-Proto", "https" } },
        };

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Client.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task While_the_database_is_away_a_request_fails_cleanly_and_afterwards_it_works()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        await using var app = await StartAsync(await server.CreateDatabaseAsync());
        using var browser = await Browser.AdminAsync(app);

        await server.StopAsync();
        using var away = await browser.Client.GetAsync("/api/users", Cancel);
        await server.StartAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "database-unavailable"), (away.StatusCode, await away.CodeAsync()));
        await Eventually.TrueAsync(async () => (await browser.Client.GetAsync("/api/users", Cancel)).IsSuccessStatusCode);
    }

    private static Task<BackendApp> StartAsync(string database, TimeProvider? clock = null) => BackendApp.StartAsync(
        database,
        clock is null ? null : builder => builder.Services.AddSingleton(clock),
        ("Access:AdminPassword", BackendApp.AdminPassword));
}
