using System.Net;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Gateway;

public sealed class SessionGateTests : IAsyncLifetime
{
    private Upstream _backend = null!;
    private Upstream _models = null!;
    private Upstream _grafana = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _backend = await Upstream.StartAsync("backend");
        _models = await Upstream.StartAsync("model-gateway");
        _grafana = await Upstream.StartAsync("grafana");
        _gateway = await TestGateway.StartAsync(
            ("services:backend:http:0", _backend.Url),
            ("services:model-gateway:http:0", _models.Url),
            ("services:grafana:http:0", _grafana.Url));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        foreach (var upstream in new[] { _backend, _models, _grafana })
            await upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("/models/v1/models", null, null, 401, "not-signed-in")]
    [InlineData("/models/v1/models", "X-Api-Key", "wrong", 401, "not-signed-in")]
    [InlineData("/grafana/", null, null, 401, "not-signed-in")]
    [InlineData("/grafana/", "X-Api-Key", "viewer", 403, "forbidden")]
    [InlineData("/prometheus/", "Cookie", "suite_session=viewer", 403, "forbidden")]
    [InlineData("/dashboard/", "Cookie", "suite_session=viewer", 403, "forbidden")]
    public async Task Strangers_and_lesser_roles_are_refused(string path, string? header, string? value, int status, string code)
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, path, header is null ? [] : [(header, value!)]);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, await TestGateway.CodeOf(response));
    }

    [Theory]
    [InlineData("X-Api-Key", "viewer")]
    [InlineData("Authorization", "Bearer viewer")]
    [InlineData("Cookie", "theme=dark; suite_session=viewer")]
    public async Task Models_take_any_role_and_learn_the_team_but_not_the_credential(string header, string value)
    {
        var seen = await _gateway.SeenAsync("/models/v1/models", (header, value));

        Assert.Equal("t1", seen.Headers["X-Suite-Team"]);
        Assert.Equal("viewer", seen.Headers["X-Suite-Role"]);
        Assert.DoesNotContain(seen.Headers, sent => sent.Value.Contains("viewer", StringComparison.Ordinal) && sent.Key != "X-Suite-Role");
    }

    [Fact]
    public async Task Other_cookies_of_a_service_are_left_to_it()
    {
        var seen = await _gateway.SeenAsync("/grafana/", ("Cookie", "grafana=1; suite_session=admin; theme=dark"));

        Assert.Equal("grafana=1; theme=dark", seen.Headers["Cookie"]);
    }

    [Fact]
    public async Task A_person_is_sent_to_the_sign_in_page_and_back()
    {
        using var response = await _gateway.SendAsync(HttpMethod.Get, "/dashboard/?x=1", ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/sign-in?returnTo=%2Fdashboard%2F%3Fx%3D1", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Another_site_cannot_write_with_a_persons_cookie()
    {
        using var foreign = await _gateway.SendAsync(
            HttpMethod.Post, "/models/api/embed", ("Cookie", "suite_session=viewer"), ("Origin", "http://evil.example"));
        using var own = await _gateway.SendAsync(
            HttpMethod.Post, "/models/api/embed", ("Cookie", "suite_session=viewer"), ("Origin", _gateway.Address.GetLeftPart(UriPartial.Authority)));

        Assert.Equal("bad-origin", await TestGateway.CodeOf(foreign));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task When_nobody_can_say_who_it_is_the_answer_is_503_and_not_a_refusal()
    {
        await using var alone = await TestGateway.StartAsync(("services:backend:http:0", $"http://127.0.0.1:{ServerProcess.FreePort()}"));

        using var response = await alone.SendAsync(HttpMethod.Get, "/models/v1/models", ("X-Api-Key", "viewer"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("upstream-unavailable", await TestGateway.CodeOf(response));
    }
}
