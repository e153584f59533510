using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class ControlRouteTests(PostgresServer postgres)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task A_queue_is_founded_changed_and_deleted_over_http()
    {
        await using var app = await StartAsync();

        var made = await SendAsync(app.Client, "POST", "/api/job-queues", """{"title":" Curves ","mode":"manual","maxRunningItems":3,"settings":{"a":1}}""");
        var id = made.Body.GetProperty("id").GetString();
        var again = await SendAsync(app.Client, "POST", "/api/job-queues", """{"title":"Curves"}""");
        var changed = await SendAsync(app.Client, "PATCH", $"/api/job-queues/{id}", """{"state":"paused","maxRunningItems":9}""");
        var shown = await SendAsync(app.Client, "GET", $"/api/job-queues/{id}");
        var deleted = await SendAsync(app.Client, "DELETE", $"/api/job-queues/{id}");

        Assert.Equal((201, "Curves", "manual"), (made.Status, Text(made, "title"), Text(made, "mode")));
        Assert.Equal((409, "queue-exists"), (again.Status, Text(again, "code")));
        Assert.Equal((200, "paused", 9), (changed.Status, Text(changed, "state"), changed.Body.GetProperty("maxRunningItems").GetInt32()));
        Assert.Equal(1, shown.Body.GetProperty("settings").GetProperty("a").GetInt32());
        Assert.Equal((204, 404), (deleted.Status, (await SendAsync(app.Client, "GET", $"/api/job-queues/{id}")).Status));
    }

    [Fact]
    public async Task A_job_is_released_paused_resumed_reordered_and_given_a_priority_over_http()
    {
        await using var app = await StartAsync();
        var queue = await SendAsync(app.Client, "POST", "/api/job-queues", """{"title":"By hand","mode":"manual"}""");
        var job = await EnqueueAsync(app, queue: Text(queue, "name"));
        var other = await EnqueueAsync(app, queue: Text(queue, "name"));

        Assert.False((await GetAsync(app, $"/api/jobs/{job}")).GetProperty("released").GetBoolean());
        Assert.True((await PostAsync(app, $"/api/jobs/{job}/release")).Body.GetProperty("released").GetBoolean());
        Assert.Equal((409, "wrong-job-state"), Problem(await PostAsync(app, $"/api/jobs/{job}/release")));
        Assert.Equal("paused", Text(await PostAsync(app, $"/api/jobs/{job}/pause"), "state"));
        Assert.Equal("pending", Text(await PostAsync(app, $"/api/jobs/{job}/resume"), "state"));
        var priority = await SendAsync(app.Client, "PUT", $"/api/jobs/{job}/priority", """{"priority":7}""");
        Assert.Equal(7, priority.Body.GetProperty("priority").GetInt32());
        var order = await SendAsync(app.Client, "POST", "/api/jobs/reorder", $$"""{"jobIds":["{{other}}","{{job}}"]}""");
        Assert.Equal(2, order.Body.GetProperty("changed").GetInt32());
        Assert.Equal((409, "wrong-job-state"), Problem(await PostAsync(app, $"/api/jobs/{job}/archive")));
        Assert.Equal((409, "nothing-to-retry"), Problem(await PostAsync(app, $"/api/jobs/{job}/retry")));
        await PostAsync(app, $"/api/jobs/{job}/cancel");
        Assert.Equal((409, "job-finished"), Problem(await PostAsync(app, $"/api/jobs/{job}/pause")));
        Assert.True((await PostAsync(app, $"/api/jobs/{job}/archive")).Body.GetProperty("archived").GetBoolean());
        Assert.False((await PostAsync(app, $"/api/jobs/{job}/restore")).Body.GetProperty("archived").GetBoolean());
        Assert.Equal((409, "queue-in-use"), Problem(await SendAsync(app.Client, "DELETE", $"/api/job-queues/{Text(queue, "id")}")));
    }

    [Fact]
    public async Task A_job_shows_what_it_waits_for_and_why_it_does_not_run()
    {
        await using var app = await StartAsync();
        var first = await EnqueueAsync(app);
        var second = await EnqueueAsync(app);

        var changed = await SendAsync(app.Client, "PUT", $"/api/jobs/{second}/dependencies", $$"""{"dependsOn":["{{first}}"]}""");
        var circle = await SendAsync(app.Client, "PUT", $"/api/jobs/{first}/dependencies", $$"""{"dependsOn":["{{second}}"]}""");
        var unknown = await SendAsync(app.Client, "PUT", $"/api/jobs/{first}/dependencies", $$"""{"dependsOn":["{{Guid.Empty}}"]}""");
        var job = await GetAsync(app, $"/api/jobs/{second}");
        var explained = await GetAsync(app, $"/api/jobs/{second}/explain");

        Assert.Equal(1, changed.Body.GetProperty("waitingFor").GetInt32());
        Assert.Equal((409, "dependency-cycle"), Problem(circle));
        Assert.Equal((409, "unknown-dependency"), Problem(unknown));
        Assert.Equal([first.ToString()], job.GetProperty("dependsOn").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal([second.ToString()], (await GetAsync(app, $"/api/jobs/{first}/dependencies")).GetProperty("dependents").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("waits-for-job", Assert.Single(explained.GetProperty("reasons").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Failed_items_are_found_as_dead_letters_with_their_attempts()
    {
        await using var app = await StartAsync();
        var job = await EnqueueAsync(app, items: 3);
        var items = (await GetAsync(app, $"/api/jobs/{job}/items")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).ToList();
        var team = await app.TeamAsync();
        foreach (var (item, error) in items.Zip(["100% out of focus", "too dark", "too dark"]))
            await app.Get<IJobControl>().EndItemAsync(team, item, ItemState.Failed, null, error, Cancel);

        var all = await GetAsync(app, "/api/jobs/dead-letters?limit=2");
        var rest = await GetAsync(app, $"/api/jobs/dead-letters?limit=2&cursor={all.GetProperty("nextCursor").GetString()}");
        var focus = await GetAsync(app, "/api/jobs/dead-letters?q=100%25+OUT");
        var history = await GetAsync(app, $"/api/jobs/{job}/items/{items[0]}");
        using var stranger = await app.StrangerAsync();

        Assert.Equal([items[2], items[1]], Ids(all));
        Assert.Equal([items[0]], Ids(rest));
        Assert.Equal([items[0]], Ids(focus));
        Assert.Empty(Ids(await GetAsync(app, "/api/jobs/dead-letters?q=_ark")));
        Assert.Empty(Ids(await GetAsync(app, "/api/jobs/dead-letters?queue=other")));
        Assert.Equal([job.ToString()], (await GetAsync(app, "/api/jobs?q=OUT+OF")).GetProperty("items").EnumerateArray().Select(found => found.GetProperty("id").GetString()));
        Assert.Equal([job.ToString()], (await GetAsync(app, $"/api/jobs?q={job.ToString()[..13].ToUpperInvariant()}")).GetProperty("items").EnumerateArray().Select(found => found.GetProperty("id").GetString()));
        Assert.Empty((await GetAsync(app, "/api/jobs?q=%25")).GetProperty("items").EnumerateArray().Skip(1));
        var attempt = Assert.Single(history.GetProperty("history").EnumerateArray());
        Assert.Equal(("by hand", "failed"), (attempt.GetProperty("worker").GetString(), attempt.GetProperty("outcome").GetString()));
        Assert.Empty((await SendAsync(stranger, "GET", "/api/jobs/dead-letters")).Body.GetProperty("items").EnumerateArray());

        static IEnumerable<long> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task A_queue_tells_what_it_did_minute_by_minute_to_its_team_only()
    {
        await using var app = await StartAsync();
        var job = await EnqueueAsync(app, items: 2);
        var team = await app.TeamAsync();
        var item = (await GetAsync(app, $"/api/jobs/{job}/items")).GetProperty("items")[0].GetProperty("id").GetInt64();
        await app.Get<IJobControl>().EndItemAsync(team, item, ItemState.Succeeded, null, null, Cancel);
        // It goes as far as the oldest transaction that is open anywhere on the server, other tests' included.
        await ServiceDefaults.Eventually.TrueAsync(async () =>
        {
            await app.Get<IEnumerable<IDuty>>().OfType<Estimator>().Single().RunAsync(Cancel);
            return await app.Db.FirstAsync("select count(*) from jobs.queue_minute", null, row => row.GetInt64(0), Cancel) == 1;
        }, withinSeconds: 180);
        var queue = (await app.Get<IQueues>().ListAsync(team, Cancel)).Single(queue => queue.Name == "tests").Id;
        using var stranger = await app.StrangerAsync();

        var statistics = await GetAsync(app, $"/api/job-queues/{queue}/statistics?minutes=5");
        var theirs = await SendAsync(stranger, "GET", $"/api/job-queues/{queue}/statistics");

        var minute = Assert.Single(statistics.GetProperty("minutes").EnumerateArray());
        Assert.Equal((1, 0), (minute.GetProperty("succeeded").GetInt32(), minute.GetProperty("failed").GetInt32()));
        Assert.InRange(minute.GetProperty("wait").GetProperty("p95").GetDouble(), 0, 60_000);
        Assert.InRange(minute.GetProperty("run").GetProperty("p50").GetDouble(), 0, 1);
        Assert.Equal((1, 0), (statistics.GetProperty("now").GetProperty("depth").GetInt32(), statistics.GetProperty("now").GetProperty("running").GetInt32()));
        Assert.InRange(statistics.GetProperty("now").GetProperty("oldestAgeMs").GetInt64(), 0, 60_000);
        Assert.Empty(theirs.Body.GetProperty("minutes").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, theirs.Body.GetProperty("now").GetProperty("oldestAgeMs").ValueKind);
    }

    [Fact]
    public async Task Bad_wishes_get_a_problem_with_a_code()
    {
        await using var app = await StartAsync();
        var job = await EnqueueAsync(app);
        var shared = (await app.Get<IQueues>().ListAsync(await app.TeamAsync(), Cancel)).First(queue => queue.Shared).Id;
        var tooMany = $$"""{"jobIds":[{{string.Join(",", Enumerable.Repeat($"\"{job}\"", 100_000))}}]}""";
        var tooManyItems = $$"""{"itemIds":[{{string.Join(",", Enumerable.Range(0, 100_000))}}]}""";

        foreach (var (method, path, body, status, code) in ((string, string, string?, int, string)[])
        [
            ("POST", "/api/job-queues", """{"title":""}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"   "}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", $$"""{"title":"{{new string('x', 201)}}"}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"a","mode":"sometimes"}""", 400, "malformed-json"),
            ("POST", "/api/job-queues", """{"title":"a","mode":1}""", 400, "malformed-json"),
            ("POST", "/api/job-queues", """{"title":"a","mode":"1"}""", 400, "malformed-json"),
            ("POST", "/api/job-queues", """{"title":"a","policy":"priority,custom"}""", 400, "malformed-json"),
            ("POST", "/api/job-queues", """{"title":"a","maxRunningItems":0}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"a","maxRunningItems":10001}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"a","maxRunningItems":1.5}""", 400, "malformed-json"),
            ("POST", "/api/job-queues", """{"title":"a","settings":[1]}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"a\u0000b"}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"a","settings":{"b":"\u0000"}}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"a","settings":{"b":"\ud800"}}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"a","settings":{"b":1e999999}}""", 400, "invalid-request"),
            ("POST", "/api/job-queues", """{"title":"tests"}""", 409, "queue-exists"),
            ("POST", "/api/job-queues", "[]", 400, "malformed-json"),
            ("PATCH", $"/api/job-queues/{Guid.Empty}", "{}", 404, "queue-not-found"),
            ("PATCH", $"/api/job-queues/{shared}", """{"state":"asleep"}""", 400, "malformed-json"),
            ("PATCH", $"/api/job-queues/{shared}", """{"state":"paused,stopped"}""", 400, "malformed-json"),
            ("PATCH", $"/api/job-queues/{shared}", """{"title":" "}""", 400, "invalid-request"),
            ("DELETE", $"/api/job-queues/{shared}", null, 403, "queue-shared"),
            ("DELETE", $"/api/job-queues/{Guid.Empty}", null, 404, "queue-not-found"),
            ("GET", $"/api/job-queues/{Guid.Empty}/statistics", null, 404, "queue-not-found"),
            ("GET", $"/api/job-queues/{shared}/statistics?minutes=0", null, 400, "invalid-request"),
            ("GET", $"/api/job-queues/{shared}/statistics?minutes=-1", null, 400, "invalid-request"),
            ("GET", $"/api/job-queues/{shared}/statistics?minutes=x", null, 400, "bad-request"),
            ("PUT", $"/api/jobs/{job}/priority", """{"priority":-1}""", 400, "invalid-request"),
            ("PUT", $"/api/jobs/{job}/priority", """{"priority":"high"}""", 400, "malformed-json"),
            ("PUT", $"/api/jobs/{job}/priority", "{}", 400, "invalid-request"),
            ("PUT", $"/api/jobs/{Guid.Empty}/priority", """{"priority":1}""", 404, "job-not-found"),
            ("POST", "/api/jobs/reorder", """{"jobIds":[]}""", 400, "invalid-request"),
            ("POST", "/api/jobs/reorder", """{"jobIds":["seven"]}""", 400, "malformed-json"),
            ("POST", "/api/jobs/reorder", "{}", 400, "invalid-request"),
            ("POST", "/api/jobs/reorder", tooMany, 400, "invalid-request"),
            ("POST", $"/api/jobs/{job}/retry", """{"itemIds":[]}""", 400, "invalid-request"),
            ("POST", $"/api/jobs/{job}/retry", """{"itemIds":["a"]}""", 400, "malformed-json"),
            ("POST", $"/api/jobs/{job}/retry", tooManyItems, 400, "invalid-request"),
            ("POST", $"/api/jobs/{Guid.Empty}/retry", null, 404, "job-not-found"),
            ("POST", $"/api/jobs/{Guid.Empty}/pause", null, 404, "job-not-found"),
            ("POST", $"/api/jobs/{job}/resume", null, 409, "wrong-job-state"),
            ("PUT", $"/api/jobs/{job}/dependencies", """{"dependsOn":null}""", 400, "invalid-request"),
            ("PUT", $"/api/jobs/{job}/dependencies", $$"""{"dependsOn":["{{job}}"]}""", 409, "dependency-cycle"),
            ("GET", $"/api/jobs/{Guid.Empty}/explain", null, 404, "job-not-found"),
            ("GET", $"/api/jobs/{Guid.Empty}/dependencies", null, 404, "job-not-found"),
            ("GET", $"/api/jobs/{job}/items/999999", null, 404, "item-not-found"),
            ("GET", $"/api/jobs/{job}/items?limit=-1", null, 400, "invalid-limit"),
            ("GET", "/api/jobs/dead-letters?limit=-1", null, 400, "invalid-limit"),
            ("GET", "/api/jobs/dead-letters?cursor=x", null, 400, "invalid-cursor"),
            ("GET", $"/api/jobs/dead-letters?q={new string('x', 201)}", null, 400, "invalid-request"),
            ("GET", $"/api/jobs?q={new string('x', 201)}", null, 400, "invalid-request"),
            ("GET", "/api/jobs?archived=perhaps", null, 400, "bad-request"),
        ])
        {
            var answer = await SendAsync(app.Client, method, path, body);
            var asked = $"{method} {path} {(body?.Length > 100 ? body[..100] : body)}";
            Assert.Equal((asked, status), (asked, answer.Status));
            Assert.Equal((asked, code), (asked, Text(answer, "code")));
        }
    }

    [Fact]
    public async Task Roles_reach_as_far_as_they_should_and_strangers_find_nothing()
    {
        await using var app = await StartAsync();
        var job = await EnqueueAsync(app);
        var team = await app.TeamAsync();
        var shared = (await app.Get<IQueues>().ListAsync(team, Cancel)).First(queue => queue.Shared).Id;
        var own = (await app.Get<IQueues>().CreateAsync(team, new NewQueue("Ours"), Cancel))!.Id;
        using var viewer = await app.WithRoleAsync("viewer");
        using var annotator = await app.WithRoleAsync("annotator");
        using var manager = await app.WithRoleAsync("manager");
        using var stranger = await app.StrangerAsync();
        var item = (await GetAsync(app, $"/api/jobs/{job}/items")).GetProperty("items")[0].GetProperty("id").GetInt64();

        foreach (var (client, method, path, body, status) in ((HttpClient, string, string, string?, int)[])
        [
            (viewer, "GET", $"/api/jobs/{job}/explain", null, 200),
            (viewer, "GET", "/api/jobs/dead-letters", null, 200),
            (viewer, "POST", $"/api/jobs/{job}/pause", null, 403),
            (viewer, "PUT", $"/api/jobs/{job}/priority", """{"priority":1}""", 403),
            (viewer, "PUT", $"/api/jobs/{job}/dependencies", """{"dependsOn":[]}""", 403),
            (viewer, "POST", $"/api/jobs/{job}/resume", null, 403),
            (viewer, "POST", $"/api/jobs/{job}/release", null, 403),
            (viewer, "POST", $"/api/jobs/{job}/retry", null, 403),
            (viewer, "POST", $"/api/jobs/{job}/archive", null, 403),
            (viewer, "POST", $"/api/jobs/{job}/restore", null, 403),
            (annotator, "PUT", $"/api/jobs/{job}/priority", """{"priority":1}""", 200),
            (annotator, "POST", "/api/jobs/reorder", $$"""{"jobIds":["{{job}}"]}""", 403),
            (annotator, "POST", "/api/job-queues", """{"title":"Mine"}""", 403),
            (manager, "POST", "/api/jobs/reorder", $$"""{"jobIds":["{{job}}"]}""", 200),
            (manager, "PATCH", $"/api/job-queues/{own}", """{"state":"paused"}""", 200),
            (manager, "PATCH", $"/api/job-queues/{shared}", """{"state":"paused"}""", 403),
            (app.Client, "PATCH", $"/api/job-queues/{shared}", """{"state":"active"}""", 200),
            (stranger, "GET", $"/api/jobs/{job}/explain", null, 404),
            (stranger, "GET", $"/api/jobs/{job}/items/{item}", null, 404),
            (stranger, "GET", $"/api/jobs/{job}/dependencies", null, 404),
            (stranger, "POST", $"/api/jobs/{job}/pause", null, 404),
            (stranger, "POST", $"/api/jobs/{job}/resume", null, 404),
            (stranger, "POST", $"/api/jobs/{job}/release", null, 404),
            (stranger, "POST", $"/api/jobs/{job}/archive", null, 404),
            (stranger, "POST", $"/api/jobs/{job}/restore", null, 404),
            (stranger, "POST", $"/api/jobs/{job}/retry", null, 404),
            (stranger, "PUT", $"/api/jobs/{job}/priority", """{"priority":1}""", 404),
            (stranger, "PUT", $"/api/jobs/{job}/dependencies", """{"dependsOn":[]}""", 404),
            (stranger, "GET", $"/api/job-queues/{own}", null, 404),
            (stranger, "GET", $"/api/job-queues/{own}/statistics", null, 404),
            (stranger, "PATCH", $"/api/job-queues/{own}", """{"state":"paused"}""", 404),
            (stranger, "DELETE", $"/api/job-queues/{own}", null, 404),
        ])
            Assert.Equal((method, path, status), (method, path, (await SendAsync(client, method, path, body)).Status));
        var reordered = await SendAsync(stranger, "POST", "/api/jobs/reorder", $$"""{"jobIds":["{{job}}"]}""");
        Assert.Equal(0, reordered.Body.GetProperty("changed").GetInt32());
    }

    private Task<BackendApp> StartAsync() => BackendApp.StartAsync(postgres, ("Jobs:RunItems", "false"));

    private static async Task<Guid> EnqueueAsync(BackendApp app, int items = 1, string queue = "tests") =>
        (await app.Get<IJobQueue>().EnqueueAsync(
            JobsReplica.New(items, queue: queue) with { TeamId = await app.TeamAsync() }, Cancel)).JobId;

    private static async Task<JsonElement> GetAsync(BackendApp app, string path) => (await SendAsync(app.Client, "GET", path)).Body;

    private static Task<(int Status, JsonElement Body)> PostAsync(BackendApp app, string path) => SendAsync(app.Client, "POST", path);

    private static string Text((int Status, JsonElement Body) answer, string property) => answer.Body.GetProperty(property).GetString()!;

    private static (int, string) Problem((int Status, JsonElement Body) answer) => (answer.Status, Text(answer, "code"));

    private static async Task<(int Status, JsonElement Body)> SendAsync(HttpClient client, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentLength is 0
            ? default
            : await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
