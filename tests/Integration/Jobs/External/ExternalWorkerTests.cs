using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Suite.Jobs;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Jobs.External;

public class ExternalWorkerTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_is_leased_kept_alive_and_completed_over_http()
    {
        await using var app = await StartAsync();
        using var worker = await WorkerClient.OfAsync(app);
        var job = await WorkerClient.EnqueueAsync(app);

        var (status, lease) = await worker.LeaseAsync();
        var item = Assert.Single(lease.GetProperty("items").EnumerateArray());
        var attempt = item.GetProperty("attemptId").GetInt64();
        var beat = await worker.BeatAsync((attempt, 40));
        var progress = (await ItemsAsync(app, job)).Single().Progress;
        var completed = await worker.CompleteAsync(attempt, new { loss = 0.5 });

        Assert.Equal(200, status);
        Assert.Equal((job.ToString(), "train", "epoch", 1), (
            item.GetProperty("jobId").GetString(), item.GetProperty("kind").GetString(), item.GetProperty("step").GetString(),
            item.GetProperty("attempt").GetInt32()));
        Assert.Equal(0, item.GetProperty("input").GetProperty("number").GetInt32());
        Assert.Equal(0.1, item.GetProperty("jobConfig").GetProperty("rate").GetDouble());
        Assert.Equal(("held", 40, 204), (Assert.Single(beat), progress, completed.Status));
        var ended = await app.Get<IJobQueue>().FindAsync(await app.TeamAsync(), job, Cancel);
        Assert.Equal(JobState.Succeeded, ended!.State);
        Assert.Equal(0.5, (await ItemsAsync(app, job)).Single().Result!.Value.GetProperty("loss").GetDouble());
    }

    [Fact]
    public async Task An_end_may_be_repeated_and_another_end_is_refused()
    {
        await using var app = await StartAsync();
        using var worker = await WorkerClient.OfAsync(app);
        await WorkerClient.EnqueueAsync(app, items: 3);
        var attempts = await worker.AttemptsAsync(max: 3);

        int[] completed = [(await worker.CompleteAsync(attempts[0], 1)).Status, (await worker.CompleteAsync(attempts[0], 1)).Status];
        int[] failed = [(await worker.FailAsync(attempts[1], "out of memory")).Status, (await worker.FailAsync(attempts[1], "out of memory")).Status];
        int[] released = [(await worker.ReleaseAsync(attempts[2])).Status, (await worker.ReleaseAsync(attempts[2])).Status];
        var tooLate = await worker.CompleteAsync(attempts[1], 1);

        Assert.Equal([204, 204], completed);
        Assert.Equal([204, 204], failed);
        Assert.Equal([204, 204], released);
        Assert.Equal((409, "lease-lost"), (tooLate.Status, Code(tooLate.Body)));
        Assert.Contains("ended failed", tooLate.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_worker_loses_its_item_to_another_and_its_late_output_is_refused()
    {
        await using var app = await StartAsync();
        using var silent = await WorkerClient.OfAsync(app);
        using var other = await WorkerClient.OfAsync(app);
        var job = await WorkerClient.EnqueueAsync(app);
        var lost = Assert.Single(await silent.AttemptsAsync());

        var taken = Assert.Single(await other.AttemptsAsync(waitSeconds: 10));
        var late = await silent.CompleteAsync(lost, "late");
        var beat = await silent.BeatAsync((lost, 99));
        var inTime = await other.CompleteAsync(taken, "in time");

        Assert.Equal((409, "lease-lost", "lost"), (late.Status, Code(late.Body), Assert.Single(beat)));
        Assert.Equal(204, inTime.Status);
        Assert.Equal("in time", (await ItemsAsync(app, job)).Single().Result!.Value.GetString());
    }

    [Fact]
    public async Task A_waiting_worker_hears_of_work_at_once()
    {
        await using var app = await StartAsync(("Jobs:Poll", "00:00:30"));
        using var worker = await WorkerClient.OfAsync(app);

        var waiting = worker.AttemptsAsync(waitSeconds: 20);
        await ServiceDefaults.Eventually.TrueAsync(async () => (await WorkersAsync(app)).GetArrayLength() == 1);
        await WorkerClient.EnqueueAsync(app);

        Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Cancel));
    }

    [Fact]
    public async Task A_cancelled_job_is_said_with_the_heartbeat_and_its_item_ends_cancelled()
    {
        await using var app = await StartAsync();
        using var worker = await WorkerClient.OfAsync(app);
        var job = await WorkerClient.EnqueueAsync(app);
        var attempt = Assert.Single(await worker.AttemptsAsync());

        using var cancelled = await app.Client.PostAsync($"/api/jobs/{job}/cancel", null, Cancel);
        var beat = await worker.BeatAsync((attempt, null));
        var released = await worker.ReleaseAsync(attempt);

        Assert.Equal(("cancelled", 204), (Assert.Single(beat), released.Status));
        Assert.Equal(ItemState.Cancelled, (await ItemsAsync(app, job)).Single().State);
    }

    [Fact]
    public async Task Only_the_key_of_a_worker_works_and_only_for_its_own_team()
    {
        await using var app = await StartAsync();
        using var worker = await WorkerClient.OfAsync(app);
        using var stranger = await WorkerClient.StrangerAsync(app);
        using var admin = new WorkerClient(app.NewClient(BackendApp.AdminApiKey));
        await WorkerClient.EnqueueAsync(app);

        var others = await stranger.LeaseAsync();
        var attempt = Assert.Single(await worker.AttemptsAsync());

        Assert.Empty(others.Body.GetProperty("items").EnumerateArray());
        Assert.Equal(403, (await admin.LeaseAsync()).Status);
        Assert.Equal(403, (await admin.CompleteAsync(attempt)).Status);
        Assert.Equal("lost", Assert.Single(await stranger.BeatAsync((attempt, 1))));
        foreach (var (status, body) in (IEnumerable<(int, JsonElement)>)
            [await stranger.CompleteAsync(attempt), await stranger.FailAsync(attempt, "mine"), await stranger.ReleaseAsync(attempt)])
            Assert.Equal((404, "attempt-not-found"), (status, Code(body)));
    }

    [Fact]
    public async Task A_step_that_runs_in_the_suite_is_leased_only_when_its_module_takes_the_output()
    {
        await using var app = await BackendApp.StartAsync(await postgres.CreateDatabaseAsync(), AddHandlers, ("Jobs:RunItems", "false"));
        await app.Db.ExecuteAsync("create table output (attempt_id bigint, text text)", null, Cancel);
        using var worker = await WorkerClient.OfAsync(app);
        await WorkerClient.EnqueueAsync(app, items: 2, kind: "taken");

        var ours = await worker.LeaseAsync(kind: "ours");
        var attempts = (await worker.LeaseAsync(max: 2, kind: "taken")).Body.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("attemptId").GetInt64()).ToArray();
        var good = await worker.CompleteAsync(attempts[0], "a good answer");
        var bad = await worker.CompleteAsync(attempts[1], 7);

        Assert.Equal((400, "step-not-leasable"), (ours.Status, Code(ours.Body)));
        Assert.Equal((204, 422, "output-refused"), (good.Status, bad.Status, Code(bad.Body)));
        Assert.Equal("It must be text.", bad.Body.GetProperty("detail").GetString());
        Assert.Equal([attempts[0]], await app.Db.QueryAsync("select attempt_id from output", null, row => row.GetInt64(0), Cancel));
    }

    [Fact]
    public async Task An_output_that_is_too_long_fails_the_item()
    {
        await using var app = await StartAsync(("Jobs:MaxOutputLength", "1000"));
        using var worker = await WorkerClient.OfAsync(app);
        var job = await WorkerClient.EnqueueAsync(app, items: 2);
        var attempts = await worker.AttemptsAsync(max: 2);

        var tooLong = await worker.CompleteAsync(attempts[0], new string('x', 1001));
        var farTooLong = await worker.CompleteAsync(attempts[1], new string('x', 1_000_000));

        Assert.Equal((413, "output-too-large"), (tooLong.Status, Code(tooLong.Body)));
        Assert.Equal((413, "request-too-large"), (farTooLong.Status, Code(farTooLong.Body)));
        Assert.Contains(await ItemsAsync(app, job), item => item.Error == "The output has 1003 characters; 1000 are allowed.");
    }

    [Fact]
    public async Task A_worker_that_holds_an_item_too_long_loses_it_however_often_it_beats()
    {
        await using var app = await StartAsync(("Jobs:AttemptTimeout", "00:00:00.3"));
        using var worker = await WorkerClient.OfAsync(app);
        var job = await WorkerClient.EnqueueAsync(app);
        var attempt = Assert.Single(await worker.AttemptsAsync());

        await ServiceDefaults.Eventually.TrueAsync(async () => (await worker.BeatAsync((attempt, null))).Single() == "lost");

        Assert.StartsWith("The attempt took longer", (await ItemsAsync(app, job)).Single().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Managers_see_who_takes_work_and_how_much_they_hold()
    {
        await using var app = await StartAsync();
        using var worker = await WorkerClient.OfAsync(app);
        using var stranger = await app.StrangerAsync();
        using var viewer = await app.WithRoleAsync("viewer");
        await WorkerClient.EnqueueAsync(app, items: 2);
        await worker.AttemptsAsync(max: 2);

        var seen = Assert.Single((await WorkersAsync(app)).EnumerateArray());
        using var byStranger = await stranger.GetAsync("/api/workers", Cancel);
        using var byViewer = await viewer.GetAsync("/api/workers", Cancel);

        Assert.Equal(("gpu-1", true, 2), (
            seen.GetProperty("name").GetString(), seen.GetProperty("external").GetBoolean(), seen.GetProperty("runningItems").GetInt32()));
        Assert.Equal("epoch", Assert.Single(seen.GetProperty("kinds").EnumerateArray()).GetProperty("step").GetString());
        Assert.Contains("\"items\":[]", await byStranger.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(403, (int)byViewer.StatusCode);
    }

    [Fact]
    public async Task Bad_requests_get_a_problem_with_a_code()
    {
        await using var app = await StartAsync();
        using var worker = await WorkerClient.OfAsync(app);
        object[] kinds = [new { kind = "train", step = "epoch" }];

        foreach (var (path, body, status, code) in ((string, object, int, string)[])
        [
            ("lease", new { }, 400, "invalid-request"),
            ("lease", new { worker = "two words", kinds }, 400, "invalid-request"),
            ("lease", new { worker = "w", kinds = Array.Empty<object>() }, 400, "invalid-request"),
            ("lease", new { worker = "w", kinds = new object?[] { null } }, 400, "invalid-request"),
            ("lease", new { worker = "w", kinds = new[] { new { kind = "", step = "epoch" } } }, 400, "invalid-request"),
            ("lease", new { worker = "w", kinds, max = 0 }, 400, "invalid-request"),
            ("lease", new { worker = "w", kinds, max = 101 }, 400, "invalid-request"),
            ("lease", new { worker = "w", kinds, waitSeconds = 31 }, 400, "invalid-request"),
            ("lease", new { worker = "w", kinds, max = "many" }, 400, "malformed-json"),
            ("lease", new { worker = "w", kinds, junk = new string('x', 300_000) }, 413, "request-too-large"),
            ("heartbeat", new { attempts = Array.Empty<object>() }, 400, "invalid-request"),
            ("heartbeat", new { attempts = new[] { new { attemptId = 1, progress = 101 } } }, 400, "invalid-request"),
            ("attempts/1/fail", new { error = "" }, 400, "invalid-request"),
            ("attempts/1/complete", new { tokens = -1 }, 400, "invalid-request"),
            ("attempts/1/complete", new { output = 1 }, 404, "attempt-not-found"),
            ("attempts/one/complete", new { output = 1 }, 404, "not-found"),
        ])
        {
            var answer = await worker.PostAsync($"/api/workers/{path}", body);
            Assert.Equal((path, status, code), (path, answer.Status, Code(answer.Body)));
        }
    }

    /// <summary>A backend that runs nothing itself and is impatient with silent workers.</summary>
    private Task<BackendApp> StartAsync(params (string Key, string? Value)[] settings) => BackendApp.StartAsync(
        postgres,
        [
            ("Jobs:RunItems", "false"), ("Jobs:Lease", "00:00:01"), ("Jobs:Heartbeat", "00:00:00.2"), ("Jobs:Poll", "00:00:00.1"),
            ("Jobs:RescueEvery", "00:00:00.1"), ("Jobs:RetryBase", "00:00:00.01"), ("Jobs:QueueConcurrency", "10"), .. settings,
        ]);

    private static string Code(JsonElement problem) => problem.GetProperty("code").GetString()!;

    private static async Task<JsonElement> WorkersAsync(BackendApp app) =>
        JsonElement.Parse(await app.Client.GetStringAsync("/api/workers", Cancel)).GetProperty("items");

    private static async Task<IReadOnlyList<ItemView>> ItemsAsync(BackendApp app, Guid job) =>
        (await app.Get<IJobQueue>().ListItemsAsync(await app.TeamAsync(), job, null, 100, null, Cancel)).Items;

    private static void AddHandlers(WebApplicationBuilder builder)
    {
        builder.Services.AddItemHandler<Handler>("ours", WorkerClient.Step);
        builder.Services.AddItemHandler<Handler>("taken", WorkerClient.Step);
        builder.Services.AddExternalResult<TextResult>("taken", WorkerClient.Step);
    }

    private sealed class Handler : IItemHandler
    {
        public Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel) => Task.FromResult(new ItemResult());
    }

    private sealed class TextResult : IExternalResult
    {
        public Task<ItemResult> AcceptAsync(ItemContext item, JsonElement? output, CancellationToken cancel) =>
            output is { ValueKind: JsonValueKind.String } text
                ? Task.FromResult(new ItemResult(text, (sql, stop) => sql.ExecuteAsync(
                    "insert into output (attempt_id, text) values ($1, $2)", args => args.Add(item.AttemptId).Add(text.GetString()!), stop)))
                : throw new ItemFailedException("It must be text.", retry: false);
    }
}
