using System.Net.Http.Json;
using System.Text.Json;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs;

public class RouteTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_job_is_listed_shown_and_cancelled_over_http()
    {
        await using var app = await StartAsync();
        var job = await EnqueueAsync(app, items: 3);

        var list = await GetAsync(app.Client, "/api/jobs?queue=tests&state=pending&limit=1");
        var view = await GetAsync(app.Client, $"/api/jobs/{job}");
        var firstPage = await GetAsync(app.Client, $"/api/jobs/{job}/items?limit=2");
        var secondPage = await GetAsync(
            app.Client, $"/api/jobs/{job}/items?limit=2&cursor={firstPage.Body.GetProperty("nextCursor").GetString()}");
        using var cancelled = await app.Client.PostAsync($"/api/jobs/{job}/cancel", null);
        using var again = await app.Client.PostAsync($"/api/jobs/{job}/cancel", null);
        var ended = await GetAsync(app.Client, $"/api/jobs/{job}");

        Assert.Equal(job.ToString(), Assert.Single(list.Body.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(("pending", 3), (view.Body.GetProperty("state").GetString(), view.Body.GetProperty("totalItems").GetInt32()));
        Assert.Equal((2, 1), (firstPage.Body.GetProperty("items").GetArrayLength(), secondPage.Body.GetProperty("items").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, secondPage.Body.GetProperty("nextCursor").ValueKind);
        Assert.Equal((202, 409), ((int)cancelled.StatusCode, (int)again.StatusCode));
        Assert.Equal("cancelled", ended.Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_job_also_answers_in_the_words_of_FOVEA()
    {
        await using var app = await StartAsync();
        var job = await EnqueueAsync(app);

        var (_, body) = await GetAsync(app.Client, $"/api/jobs/{job}");

        Assert.Equal(job.ToString(), body.GetProperty("jobId").GetString());
        Assert.Equal(("queued", 0), (body.GetProperty("status").GetString(), body.GetProperty("progress").GetInt32()));
        Assert.Equal(JsonValueKind.Null, body.GetProperty("result").ValueKind);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task A_viewer_may_look_and_not_cancel_and_a_stranger_finds_nothing()
    {
        await using var app = await StartAsync();
        var job = await EnqueueAsync(app);
        using var viewer = await app.WithRoleAsync("viewer");
        using var stranger = await app.StrangerAsync();
        using var nobody = app.NewClient();

        using var byViewer = await viewer.PostAsync($"/api/jobs/{job}/cancel", null);
        using var byStranger = await stranger.PostAsync($"/api/jobs/{job}/cancel", null);

        Assert.Equal(200, (await GetAsync(viewer, $"/api/jobs/{job}/items")).Status);
        Assert.Equal((403, 404), ((int)byViewer.StatusCode, (int)byStranger.StatusCode));
        Assert.Equal(404, (await GetAsync(stranger, $"/api/jobs/{job}")).Status);
        Assert.Equal(404, (await GetAsync(stranger, $"/api/jobs/{job}/items")).Status);
        Assert.Empty((await GetAsync(stranger, "/api/jobs")).Body.GetProperty("items").EnumerateArray());
        Assert.Equal(401, (await GetAsync(nobody, "/api/jobs")).Status);
    }

    [Fact]
    public async Task Queues_show_their_limits_and_the_teams_own_work()
    {
        await using var app = await StartAsync();
        await EnqueueAsync(app, items: 3);
        using var stranger = await app.StrangerAsync();

        var ours = Queue((await GetAsync(app.Client, "/api/job-queues")).Body);
        var theirs = Queue((await GetAsync(stranger, "/api/job-queues")).Body);

        Assert.Equal(("automatic", "active", 10_000), (ours.GetProperty("mode").GetString(), ours.GetProperty("state").GetString(), ours.GetProperty("maxRunningItems").GetInt32()));
        Assert.Equal((3, 1), (ours.GetProperty("readyItems").GetInt32(), ours.GetProperty("unfinishedJobs").GetInt32()));
        Assert.Equal(0, theirs.GetProperty("readyItems").GetInt32());

        static JsonElement Queue(JsonElement body) =>
            body.GetProperty("items").EnumerateArray().Single(queue => queue.GetProperty("name").GetString() == "tests");
    }

    [Fact]
    public async Task Bad_questions_get_a_problem_with_a_code()
    {
        await using var app = await StartAsync();

        foreach (var (path, status, code) in ((string, int, string)[])
        [
            ("/api/jobs?state=asleep", 400, "invalid-filter"),
            ("/api/jobs?state=3", 400, "invalid-filter"),
            ("/api/jobs?state=running,failed", 400, "invalid-filter"),
            ("/api/jobs?queue=%00", 400, "invalid-request"),
            ("/api/jobs?limit=0", 400, "invalid-limit"),
            ("/api/jobs?limit=201", 400, "invalid-limit"),
            ("/api/jobs?limit=x", 400, "bad-request"),
            ("/api/jobs?cursor=nonsense", 400, "invalid-cursor"),
            ("/api/jobs/seven", 404, "not-found"),
            ($"/api/jobs/{Guid.Empty}", 404, "job-not-found"),
            ($"/api/jobs/{Guid.Empty}/items", 404, "job-not-found"),
        ])
        {
            var answer = await GetAsync(app.Client, path);
            Assert.Equal((path, status, code), (path, answer.Status, answer.Body.GetProperty("code").GetString()));
        }
    }

    private Task<BackendApp> StartAsync() => BackendApp.StartAsync(postgres, ("Jobs:RunItems", "false"));

    private static async Task<Guid> EnqueueAsync(BackendApp app, int items = 1) =>
        (await app.Get<IJobQueue>().EnqueueAsync(
            JobsReplica.New(items) with { TeamId = await app.TeamAsync() }, CancellationToken.None)).JobId;

    private static async Task<(int Status, JsonElement Body)> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
