using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Suite.Testing;
using Suite.Tests.Integration.Gateway;
using Xunit;

namespace Suite.Tests.Integration.Dashboard;

public sealed class SignInTests : IAsyncLifetime
{
    private FakeEngine _engine = null!;

    public sealed record Link(string Token);

    public async ValueTask InitializeAsync() => _engine = await FakeEngine.StartAsync("[]");

    public async ValueTask DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task The_sign_in_link_gives_the_same_session_as_the_web_app()
    {
        await using var backend = await BackendAsync();
        await using var dashboard = await TestDashboard.StartAsync(_engine, backend.Url);

        using var response = await dashboard.SendAsync(HttpMethod.Get, "/login?t=once");
        using var wrong = await dashboard.SendAsync(HttpMethod.Get, "/login?t=wrong");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith("suite_session=admin", response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Theory]
    [InlineData(null, 302)]
    [InlineData("stranger", 302)]
    [InlineData("viewer", 403)]
    [InlineData("admin", 200)]
    public async Task Only_administrators_see_the_page(string? session, int status)
    {
        await using var backend = await BackendAsync();
        await using var dashboard = await TestDashboard.StartAsync(_engine, backend.Url);

        using var response = await dashboard.SendAsync(HttpMethod.Get, "/", session);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_api_answers_strangers_with_a_problem_and_not_with_a_page()
    {
        await using var backend = await BackendAsync();
        await using var dashboard = await TestDashboard.StartAsync(_engine, backend.Url);

        using var response = await dashboard.SendAsync(HttpMethod.Get, "/api/resources/watch");

        Assert.Equal("not-signed-in", await TestGateway.CodeOf(response));
    }

    [Fact]
    public async Task A_backend_that_never_came_up_can_be_looked_at_with_the_runs_own_token()
    {
        await using var dashboard = await TestDashboard.StartAsync(
            _engine, $"http://127.0.0.1:{ServerProcess.FreePort()}", ("Dashboard:SignInToken", "once"));

        using var refused = await dashboard.SendAsync(HttpMethod.Get, "/login?t=guess");
        using var response = await dashboard.SendAsync(HttpMethod.Get, "/login?t=once");
        var cookie = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var page = await dashboard.SendAsync(HttpMethod.Get, "/", null, null, ("Cookie", cookie));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task An_admin_who_was_seen_stays_in_when_the_backend_goes_and_a_stranger_does_not_come_in()
    {
        var backend = await BackendAsync();
        await using var dashboard = await TestDashboard.StartAsync(_engine, backend.Url);
        Assert.Equal(HttpStatusCode.OK, (await dashboard.SendAsync(HttpMethod.Get, "/", "admin")).StatusCode);

        await backend.DisposeAsync();

        using var admin = await dashboard.SendAsync(HttpMethod.Get, "/", "admin");
        using var stranger = await dashboard.SendAsync(HttpMethod.Get, "/", "made-up");
        Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, stranger.StatusCode);
    }

    [Fact]
    public async Task Files_of_the_page_and_health_are_for_everybody()
    {
        await using var dashboard = await TestDashboard.StartAsync(_engine, "http://127.0.0.1:1");

        Assert.Equal(HttpStatusCode.OK, (await dashboard.SendAsync(HttpMethod.Get, "/css/base.css")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await dashboard.SendAsync(HttpMethod.Get, "/health")).StatusCode);
    }

    private static Task<Upstream> BackendAsync() => Upstream.StartAsync("backend", app =>
        app.MapPost("/api/session/link", (Link link, HttpContext http) =>
        {
            if (link.Token != "once")
                return Results.Unauthorized();
            http.Response.Cookies.Append("suite_session", "admin");
            return Results.Ok();
        }));
}
