using System.Diagnostics;
using System.Text.Json;
using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Integration.Jobs.External;

public class ExternalWorkerTests(ExternalApp external) : IClassFixture<ExternalApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BackendApp App => external.App;

    [Fact]
    public async Task An_item_is_leased_kept_alive_and_completed_over_http()
    {
        using var worker = await WorkerClient.OfAsync(App);
        var job = await external.EnqueueAsync(worker);

        var (status, lease) = await worker.LeaseAsync();
        var item = Assert.Single(lease.GetProperty("items").EnumerateArray());
        var attempt = item.GetProperty("attemptId").GetInt64();
        var beat = await worker.BeatAsync((attempt, 40));
        var progress = (await external.ItemsAsync(job)).Single().Progress;
        var completed = await worker.CompleteAsync(attempt, new { loss = 0.5 });

        Assert.Equal(200, status);
        Assert.Equal((job.ToString(), worker.Kind, "epoch", 1), (
            item.GetProperty("jobId").GetString(), item.GetProperty("kind").GetString(), item.GetProperty("step").GetString(),
            item.GetProperty("attempt").GetInt32()));
        Assert.Equal(7, item.GetProperty("input").GetProperty("page").GetInt32());
        Assert.Equal(0.1, item.GetProperty("jobConfig").GetProperty("rate").GetDouble());
        Assert.Equal(("held", 40, 204), (Assert.Single(beat), progress, completed.Status));
        Assert.Equal(JobState.Succeeded, (await external.JobAsync(job)).State);
        Assert.Equal(0.5, (await external.ItemsAsync(job)).Single().Result!.Value.GetProperty("loss").GetDouble());
    }

    [Fact]
    public async Task An_end_may_be_repeated_and_another_end_is_refused()
    {
        using var worker = await WorkerClient.OfAsync(App);
        await external.EnqueueAsync(worker, items: 3);
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
        using var silent = await WorkerClient.OfAsync(App);
        using var other = await WorkerClient.OfAsync(App, silent.Kind);
        var job = await external.EnqueueAsync(silent);
        var lost = Assert.Single(await silent.AttemptsAsync());

        await external.SilenceFirstAttemptsAsync(job);
        long[] taken = [];
        await ServiceDefaults.Eventually.TrueAsync(async () => (taken = await other.AttemptsAsync()).Length == 1);
        var late = await silent.CompleteAsync(lost, "late");
        var beat = await silent.BeatAsync((lost, 99));
        var inTime = await other.CompleteAsync(taken[0], "in time");

        Assert.Equal((409, "lease-lost", "lost"), (late.Status, Code(late.Body), Assert.Single(beat)));
        Assert.Equal(204, inTime.Status);
        Assert.Equal("in time", (await external.ItemsAsync(job)).Single().Result!.Value.GetString());
    }

    [Fact]
    public async Task A_waiting_worker_gets_work_as_soon_as_there_is_some()
    {
        using var worker = await WorkerClient.OfAsync(App);

        var waiting = worker.AttemptsAsync(waitSeconds: 30);
        await ServiceDefaults.Eventually.TrueAsync(async () => await external.SeenAsync(worker) is not null);
        await external.EnqueueAsync(worker);

        Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System, Cancel));
    }

    [Fact]
    public async Task A_cancelled_job_is_said_with_the_heartbeat_and_its_item_ends_cancelled()
    {
        using var worker = await WorkerClient.OfAsync(App);
        var job = await external.EnqueueAsync(worker);
        var attempt = Assert.Single(await worker.AttemptsAsync());

        using var cancelled = await App.Client.PostAsync($"/api/jobs/{job}/cancel", null, Cancel);
        var beat = await worker.BeatAsync((attempt, null));
        var released = await worker.ReleaseAsync(attempt);

        Assert.Equal(("cancelled", 204), (Assert.Single(beat), released.Status));
        Assert.Equal(ItemState.Cancelled, (await external.ItemsAsync(job)).Single().State);
    }

    [Fact]
    public async Task Only_the_key_of_a_worker_works_and_only_for_its_own_team()
    {
        using var worker = await WorkerClient.OfAsync(App);
        using var stranger = new WorkerClient(await App.StrangerAsync("worker"), worker.Kind);
        using var admin = new WorkerClient(App.NewClient(BackendApp.AdminApiKey), worker.Kind);
        await external.EnqueueAsync(worker);

        var others = await stranger.AttemptsAsync();
        var attempt = Assert.Single(await worker.AttemptsAsync());

        Assert.Empty(others);
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
        using var outsider = await WorkerClient.OfAsync(App, ExternalApp.Ours);
        using var worker = await WorkerClient.OfAsync(App, ExternalApp.Shared);
        await external.EnqueueAsync(worker, items: 2);

        var ours = await outsider.LeaseAsync();
        var attempts = await worker.AttemptsAsync(max: 2);
        var good = await worker.CompleteAsync(attempts[0], "a good answer");
        var bad = await worker.CompleteAsync(attempts[1], 7);

        Assert.Equal((400, "step-not-leasable"), (ours.Status, Code(ours.Body)));
        Assert.Equal((204, 422, "output-refused"), (good.Status, bad.Status, Code(bad.Body)));
        Assert.Equal("It must be text.", bad.Body.GetProperty("detail").GetString());
        Assert.Equal([attempts[0]], await App.Db.QueryAsync("select attempt_id from output", null, row => row.GetInt64(0), Cancel));
    }

    [Fact]
    public async Task An_output_that_is_too_long_fails_the_item()
    {
        using var worker = await WorkerClient.OfAsync(App);
        var job = await external.EnqueueAsync(worker, items: 2);
        var attempts = await worker.AttemptsAsync(max: 2);

        var tooLong = await worker.CompleteAsync(attempts[0], new string('x', ExternalApp.MaxOutputLength));
        var farTooLong = await worker.CompleteAsync(attempts[1], new string('x', 1_000_000));

        Assert.Equal((413, "output-too-large"), (tooLong.Status, Code(tooLong.Body)));
        Assert.Equal((413, "request-too-large"), (farTooLong.Status, Code(farTooLong.Body)));
        Assert.Contains(await external.ItemsAsync(job), item => item.Error == "The output has 10002 characters; 10000 are allowed.");
    }

    [Theory]
    [InlineData("\"\\u0000\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1e999999")]
    public async Task An_output_that_cannot_be_stored_fails_the_attempt_and_says_so(string output)
    {
        using var worker = await WorkerClient.OfAsync(App);
        var job = await external.EnqueueAsync(worker);
        var attempt = Assert.Single(await worker.AttemptsAsync());

        var answer = await worker.PostTextAsync($"/api/workers/attempts/{attempt}/complete", $$"""{"output":{{output}}}""");

        Assert.Equal((422, "output-refused"), (answer.Status, Code(answer.Body)));
        var item = (await external.ItemsAsync(job)).Single();
        Assert.Equal(ItemState.Ready, item.State);
        Assert.Equal("The output holds a character or a number that cannot be stored.", item.Error);
    }

    [Fact]
    public async Task A_worker_that_holds_an_item_too_long_loses_it_however_often_it_beats()
    {
        using var worker = await WorkerClient.OfAsync(App);
        var job = await external.EnqueueAsync(worker);
        var attempt = Assert.Single(await worker.AttemptsAsync());
        await App.Db.ExecuteAsync(
            "update jobs.item set leased_at = leased_at - interval '1 hour' where fence = $1", args => args.Add(attempt), Cancel);

        var beat = await worker.BeatAsync((attempt, null));

        Assert.Equal("lost", Assert.Single(beat));
        Assert.StartsWith("The attempt took longer", (await external.ItemsAsync(job)).Single().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_leased_says_which_trace_it_belongs_to()
    {
        using var worker = await WorkerClient.OfAsync(App);
        using (var request = new Activity("request").Start())
        {
            await external.EnqueueAsync(worker);
            var item = Assert.Single((await worker.LeaseAsync()).Body.GetProperty("items").EnumerateArray());

            Assert.Contains(request.TraceId.ToString(), item.GetProperty("traceparent").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_worker_may_read_what_assets_hold_and_do_nothing_else_with_them()
    {
        using var worker = await WorkerClient.OfAsync(App);
        var asset = $"/api/assets/{Guid.NewGuid()}";

        Assert.Equal((404, "asset-not-found"), await worker.GetAsync($"{asset}/content"));
        Assert.Equal((403, "forbidden"), await worker.GetAsync(asset));
        Assert.Equal((403, "forbidden"), await worker.GetAsync("/api/assets"));
        Assert.Equal((403, "forbidden"), await worker.GetAsync("/api/jobs"));
    }

    [Fact]
    public async Task Managers_see_who_takes_work_and_how_much_they_hold()
    {
        using var worker = await WorkerClient.OfAsync(App);
        using var stranger = await App.StrangerAsync();
        using var viewer = await App.WithRoleAsync("viewer");
        await external.EnqueueAsync(worker, items: 2);
        await worker.AttemptsAsync(max: 2);

        var seen = await external.SeenAsync(worker);
        var byStranger = await stranger.GetStringAsync("/api/workers", Cancel);
        using var byViewer = await viewer.GetAsync("/api/workers", Cancel);

        Assert.Equal((true, 2), (seen!.Value.GetProperty("external").GetBoolean(), seen.Value.GetProperty("runningItems").GetInt32()));
        Assert.Equal(worker.Kind, Assert.Single(seen.Value.GetProperty("kinds").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Contains("\"items\":[]", byStranger, StringComparison.Ordinal);
        Assert.Equal(403, (int)byViewer.StatusCode);
    }

    [Fact]
    public async Task Bad_requests_get_a_problem_with_a_code()
    {
        using var worker = await WorkerClient.OfAsync(App);
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
            ("attempts/999999/complete", new { output = 1 }, 404, "attempt-not-found"),
            ("attempts/one/complete", new { output = 1 }, 404, "not-found"),
        ])
        {
            var answer = await worker.PostAsync($"/api/workers/{path}", body);
            Assert.Equal((path, status, code), (path, answer.Status, Code(answer.Body)));
        }
    }

    private static string? Code(JsonElement answer) => answer.TryGetProperty("code", out var code) ? code.GetString() : null;
}
