using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Suite.Tests.Integration.Gateway;
using Xunit;

namespace Suite.Tests.Integration.Dashboard;

public sealed class ResourcesTests : IAsyncLifetime
{
    private const string Resources = """
        [{"name":"backend","type":"Project","state":"Waiting","waitingFor":["postgres"],
          "environment":[{"name":"PLAIN","value":"seen","secret":false},
                         {"name":"KEPT","value":"hush-1","secret":true},
                         {"name":"Access__AdminPassword","value":"hush-2","secret":false}]}]
        """;

    private FakeEngine _engine = null!;
    private Upstream _backend = null!;
    private TestDashboard _dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync(Resources);
        _backend = await Upstream.StartAsync("backend");
        _dashboard = await TestDashboard.StartAsync(_engine, _backend.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _backend.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_gets_what_is_known_and_then_every_change()
    {
        var told = false;
        await foreach (var message in _dashboard.EventsAsync("/api/resources/watch"))
        {
            if (message["resources"] is JsonArray { Count: 1 } && !told)
            {
                told = true;
                _engine.Change("""{"name":"backend","type":"Project","state":"Running","waitingFor":[]}""");
            }
            if (message["resource"] is { } changed)
            {
                Assert.Equal("Running", changed["state"]!.GetValue<string>());
                // What it waited for is still told when it waits no more: the critical path is drawn from it.
                Assert.Equal("postgres", changed["heldBackBy"]![0]!.GetValue<string>());
                return;
            }
        }
        Assert.Fail("The stream ended.");
    }

    [Theory]
    [InlineData("suite_dashboard_theme=dark", "data-theme=\"dark\"", "content=\"dark\"")]
    [InlineData("suite_dashboard_theme=\"onload=x", "data-theme=\"\"", "content=\"light dark\"")]
    public async Task The_theme_that_somebody_chose_is_in_the_page_before_any_script_runs(string cookie, string root, string canvas)
    {
        using var response = await _dashboard.SendAsync(HttpMethod.Get, "/", "admin", null, ("Cookie", cookie));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Contains(root, page, StringComparison.Ordinal);
        Assert.Contains($"""<meta name="color-scheme" {canvas}>""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_does_not_rewrite_the_history_of_the_start_up()
    {
        await SeenAsync();
        _engine.Change("""{"name":"backend","state":"Running","startedAt":"2026-01-01T00:00:01Z","readyAt":"2026-01-01T00:00:02Z"}""");
        _engine.Change("""{"name":"backend","state":"Running","startedAt":"2026-01-01T09:00:00Z","readyAt":"2026-01-01T09:00:01Z"}""");

        await foreach (var message in _dashboard.EventsAsync("/api/resources/watch"))
        {
            var backend = message["resource"] ?? message["resources"]?[0];
            if (backend?["startedAt"]?.GetValue<string>() != "2026-01-01T09:00:00Z")
                continue;
            Assert.Equal("2026-01-01T00:00:02Z", backend["firstStart"]!["readyAt"]!.GetValue<string>());
            return;
        }
    }

    [Fact]
    public async Task Secrets_stay_on_the_server_until_somebody_asks_for_one()
    {
        await SeenAsync();
        var page = await (await _dashboard.SendAsync(HttpMethod.Get, "/", "admin")).Content.ReadAsStringAsync();

        Assert.Contains("seen", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", page, StringComparison.Ordinal);
        using var shown = await _dashboard.SendAsync(HttpMethod.Post, "/api/resources/backend/environment/KEPT/reveal", "admin");
        Assert.Equal("hush-1", (await shown.Content.ReadFromJsonAsync<JsonObject>())!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Logs_begin_with_the_past_and_repeat_none_of_it()
    {
        await SeenAsync();
        _engine.Write("first", "2026-01-01T00:00:01Z");
        _engine.Write("second", "2026-01-01T00:00:02Z");

        var lines = new List<string>();
        await foreach (var line in _dashboard.EventsAsync("/api/resources/backend/logs/watch"))
        {
            lines.Add(line["line"]!.GetValue<string>());
            if (lines.Count == 2)
                break;
        }

        Assert.Equal(["first", "second"], lines);
    }

    [Fact]
    public async Task Commands_reach_the_engine_and_its_refusal_reaches_the_person()
    {
        await SeenAsync();

        using var done = await _dashboard.SendAsync(HttpMethod.Post, "/api/resources/backend/commands/restart", "admin");
        using var refused = await _dashboard.SendAsync(HttpMethod.Post, "/api/resources/backend/commands/fail", "admin");

        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal(["restart backend", "fail backend"], _engine.Commands);
        var problem = await refused.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal("command-failed", problem!["code"]!.GetValue<string>());
        Assert.Equal("fail of backend failed: It would not.", problem["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Another_site_cannot_stop_a_resource_in_an_admins_name()
    {
        await SeenAsync();

        using var response = await _dashboard.SendAsync(
            HttpMethod.Post, "/api/resources/backend/commands/stop", "admin", null, ("Origin", "http://evil.example"));

        Assert.Equal("bad-origin", await TestGateway.CodeOf(response));
        Assert.Empty(_engine.Commands);
    }

    [Fact]
    public async Task When_the_engine_goes_what_was_known_stays_and_says_that_it_is_old()
    {
        await SeenAsync();
        await _engine.DisposeAsync();

        await foreach (var message in _dashboard.EventsAsync("/api/resources/watch"))
        {
            if (message["connected"]?.GetValue<bool>() == false)
                break;
        }
        var page = await (await _dashboard.SendAsync(HttpMethod.Get, "/", "admin")).Content.ReadAsStringAsync();
        Assert.Contains("\"connected\":false", page, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"backend\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/startup")]
    [InlineData("/console")]
    [InlineData("/traces/4bf92f3577b34da6a3ce929d0e0e4736")]
    public async Task Behind_the_gateway_every_address_in_a_page_is_below_its_prefix(string path)
    {
        using var response = await _dashboard.SendAsync(HttpMethod.Get, path, "admin", null, ("X-Forwarded-Prefix", "/dashboard"));

        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("<base href=\"/dashboard/\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("=\"/a", page, StringComparison.Ordinal);
    }

    private async Task SeenAsync()
    {
        await foreach (var message in _dashboard.EventsAsync("/api/resources/watch"))
        {
            if (message["resources"] is JsonArray { Count: > 0 })
                return;
        }
    }
}
