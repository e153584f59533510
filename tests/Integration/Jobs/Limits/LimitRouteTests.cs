using System.Net.Http.Json;
using System.Text.Json;
using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Integration.Jobs.Limits;

public class LimitRouteTests(External.ExternalApp external) : IClassFixture<External.ExternalApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_limit_is_set_changed_shown_with_its_use_and_removed()
    {
        var app = external.App;
        await app.Db.ExecuteAsync(
            "insert into jobs.usage (key, second, started, tokens) values ('provider:openai', date_trunc('second', now()), 3, 500)", null, Cancel);

        var made = await SendAsync(app.Client, HttpMethod.Put, "/api/job-limits/provider:openai", new { maxRunning = 4, tokensPerMinute = 90_000 });
        var changed = await SendAsync(app.Client, HttpMethod.Put, "/api/job-limits/provider:openai", new { perMinute = 60 });
        var listed = await SendAsync(app.Client, HttpMethod.Get, "/api/job-limits");
        var removed = await SendAsync(app.Client, HttpMethod.Delete, "/api/job-limits/provider:openai");
        var gone = await SendAsync(app.Client, HttpMethod.Get, "/api/job-limits/provider:openai");

        Assert.Equal((4, 90_000L), (made.Body.GetProperty("maxRunning").GetInt32(), made.Body.GetProperty("tokensPerMinute").GetInt64()));
        Assert.Equal((JsonValueKind.Null, 60), (changed.Body.GetProperty("maxRunning").ValueKind, changed.Body.GetProperty("perMinute").GetInt32()));
        var use = listed.Body.GetProperty("items").EnumerateArray()
            .Single(limit => limit.GetProperty("key").GetString() == "provider:openai").GetProperty("use");
        Assert.Equal((0, 3, 500), (use.GetProperty("running").GetInt32(), use.GetProperty("started").GetInt32(), use.GetProperty("tokens").GetInt64()));
        Assert.Equal((204, 404, "limit-not-found"), (removed.Status, gone.Status, Code(gone.Body)));
    }

    [Fact]
    public async Task A_provider_has_one_limit_however_it_is_spelt()
    {
        var client = external.App.Client;

        var made = await SendAsync(client, HttpMethod.Put, "/api/job-limits/provider:OpenRouter", new { maxRunning = 4 });
        var found = await SendAsync(client, HttpMethod.Get, "/api/job-limits/provider:openrouter");
        var removed = await SendAsync(client, HttpMethod.Delete, "/api/job-limits/provider:OPENROUTER");

        Assert.Equal("provider:openrouter", made.Body.GetProperty("key").GetString());
        Assert.Equal((200, 204), (found.Status, removed.Status));
    }

    [Fact]
    public async Task Managers_limit_their_own_team_and_nothing_else()
    {
        var app = external.App;
        using var manager = await app.StrangerAsync("manager");
        using var annotator = await app.WithRoleAsync("annotator");
        using var stranger = await app.StrangerAsync("manager");
        var team = await TeamAsync(manager);
        var limit = new { maxRunning = 1 };

        var own = await SendAsync(manager, HttpMethod.Put, $"/api/job-limits/team:{team}", limit);
        var named = await SendAsync(manager, HttpMethod.Put, $"/api/job-limits/team:{team}:gpu", limit);
        var provider = await SendAsync(manager, HttpMethod.Put, "/api/job-limits/provider:ollama", limit);
        var byStranger = await SendAsync(stranger, HttpMethod.Delete, $"/api/job-limits/team:{team}");
        var byAnnotator = await SendAsync(annotator, HttpMethod.Get, "/api/job-limits");
        var seenByStranger = await SendAsync(stranger, HttpMethod.Get, "/api/job-limits");
        var seenByAdmin = await SendAsync(app.Client, HttpMethod.Get, "/api/job-limits?limit=200");

        Assert.Equal((200, 200), (own.Status, named.Status));
        Assert.Equal((404, 404, 403), (provider.Status, byStranger.Status, byAnnotator.Status));
        Assert.Empty(seenByStranger.Body.GetProperty("items").EnumerateArray());
        Assert.DoesNotContain(team.ToString(), seenByAdmin.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, (await SendAsync(manager, HttpMethod.Get, "/api/job-limits")).Body.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_an_administrator_set_for_a_team_its_managers_see_and_cannot_change()
    {
        var app = external.App;
        using var manager = await app.StrangerAsync("manager");
        var path = $"/api/job-limits/team:{await TeamAsync(manager)}";
        await SendAsync(app.Client, HttpMethod.Put, path, new { maxRunning = 2 });

        var seen = await SendAsync(manager, HttpMethod.Get, path);
        var changed = await SendAsync(manager, HttpMethod.Put, path, new { maxRunning = 200 });
        var removed = await SendAsync(manager, HttpMethod.Delete, path);

        Assert.True(seen.Body.GetProperty("byAdministrator").GetBoolean());
        Assert.Equal((403, "limit-of-administrator"), (changed.Status, Code(changed.Body)));
        Assert.Equal((403, "limit-of-administrator"), (removed.Status, Code(removed.Body)));
    }

    [Fact]
    public async Task Bad_limits_are_refused_with_a_code()
    {
        var app = external.App;

        foreach (var (key, body, code) in ((string, object, string)[])
        [
            ("provider:openai", new { }, "invalid-request"),
            ("provider:openai", new { maxRunning = -1 }, "invalid-request"),
            ("provider:openai", new { perMinute = "many" }, "malformed-json"),
            ("provider:two%20words", new { maxRunning = 1 }, "invalid-limit-key"),
            ("everything", new { maxRunning = 1 }, "invalid-limit-key"),
        ])
        {
            var answer = await SendAsync(app.Client, HttpMethod.Put, $"/api/job-limits/{key}", body);
            Assert.Equal((key, 400, code), (key, answer.Status, Code(answer.Body)));
        }
        Assert.Equal(400, (await SendAsync(app.Client, HttpMethod.Get, "/api/job-limits?limit=-1")).Status);
    }

    [Fact]
    public async Task Tokens_of_an_external_worker_count()
    {
        var app = external.App;
        using var worker = await External.WorkerClient.OfAsync(app);
        await SendAsync(app.Client, HttpMethod.Put, "/api/job-limits/key:gpu", new { tokensPerMinute = 1000 });
        var item = new NewItem(External.WorkerClient.Step);
        await app.Get<IJobQueue>().EnqueueAsync(
            new NewJob(await app.TeamAsync(), "training", worker.Kind, [item, item], LimitKeys: ["key:gpu"]), Cancel);
        var attempt = Assert.Single(await worker.AttemptsAsync());

        await worker.CompleteAsync(attempt, tokens: 1200);

        Assert.Empty(await worker.AttemptsAsync());
        var use = (await SendAsync(app.Client, HttpMethod.Get, "/api/job-limits/key:gpu")).Body.GetProperty("use");
        Assert.Equal(1200, use.GetProperty("tokens").GetInt64());
    }

    private static async Task<Guid> TeamAsync(HttpClient client) =>
        (await SendAsync(client, HttpMethod.Get, "/api/session")).Body.GetProperty("team").GetProperty("id").GetGuid();

    private static string? Code(JsonElement answer) => answer.TryGetProperty("code", out var code) ? code.GetString() : null;

    private static async Task<(int Status, JsonElement Body)> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }
}
