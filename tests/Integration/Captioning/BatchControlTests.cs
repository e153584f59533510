using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>What people do to graphcap's batches that exist: order, dependencies, archive, retry, items by hand.</summary>
public class BatchControlTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_new_order_is_kept_and_its_priorities_are_tens()
    {
        await using var app = await IdleAsync();
        var (a, b, c) = (await CreateAsync(app), await CreateAsync(app), await CreateAsync(app));

        var (status, body) = await app.PostAsync("reorder", new { jobIds = new[] { c, a, b } });
        var listed = await ListedAsync(app);
        var single = await app.PostAsync("reorder", new { jobId = b, priority = 5 });

        Assert.Equal((200, true, 3), (status, body.GetProperty("success").GetBoolean(), body.GetProperty("updatedJobs").GetInt32()));
        Assert.Equal([(c, 0), (a, 10), (b, 20)], listed);
        Assert.Equal((200, 1), (single.Status, single.Body.GetProperty("updatedJobs").GetInt32()));
        Assert.Equal([(c, 0), (b, 5), (a, 10)], await ListedAsync(app));
    }

    [Fact]
    public async Task Two_people_who_reorder_at_once_leave_one_of_the_two_orders()
    {
        await using var app = await IdleAsync();
        string[] ids = [await CreateAsync(app), await CreateAsync(app), await CreateAsync(app)];
        string[] reversed = [.. ids.Reverse()];

        var both = await Task.WhenAll(app.PostAsync("reorder", new { jobIds = ids }), app.PostAsync("reorder", new { jobIds = reversed }));

        Assert.All(both, answer => Assert.Equal(200, answer.Status));
        Assert.Contains((await ListedAsync(app)).Select(job => job.Id), new[] { ids, reversed });
    }

    [Fact]
    public async Task A_batch_waits_for_those_that_it_depends_on_and_both_tell_of_it()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("MAX_CONCURRENT_JOBS", "5"));
        var gate = new TaskCompletionSource();
        app.Models.Answer = async request =>
        {
            if (request.GetProperty("perspective").GetProperty("name").GetString() == "time_tags")
                await gate.Task;
            return CaptionGateway.Fitting(request);
        };
        string[] images = [app.AddFile("a.png")];
        var first = await app.CreateAsync(images, ["time_tags"]);
        var (status, created) = await app.PostAsync(
            "create", new { type = "MULTI_PERSPECTIVE", images, perspectives = new[] { "graph_caption" }, dependencies = new[] { first, first } });
        var second = created.GetProperty("jobId").GetString()!;
        var waiting = (await app.GetAsync($"status/{second}")).Body.GetProperty("job");
        var awaited = (await app.GetAsync($"status/{first}")).Body.GetProperty("job");

        gate.SetResult();
        var ended = (await app.EndedAsync(second)).GetProperty("job");

        Assert.Equal(201, status);
        Assert.Equal("pending", waiting.GetProperty("status").GetString());
        Assert.Equal(first, Assert.Single(waiting.GetProperty("dependencies").EnumerateArray()).GetString());
        Assert.Equal(second, Assert.Single(awaited.GetProperty("dependentJobs").EnumerateArray()).GetString());
        Assert.Equal("completed", ended.GetProperty("status").GetString());
        Assert.Equal(["time_tags", "graph_caption"], app.Models.Asked.Select(asked => asked.GetProperty("perspective").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_batch_is_archived_when_it_has_ended_and_restored()
    {
        await using var app = await IdleAsync();
        var jobId = await CreateAsync(app);

        var early = await app.PostAsync($"archive/{jobId}");
        var unneeded = await app.PostAsync($"restore/{jobId}");
        await app.PostAsync($"cancel/{jobId}");
        var archived = await app.PostAsync($"archive/{jobId}");
        var hidden = await ListedAsync(app);
        var shown = (await app.GetAsync("list?include_archived=true")).Body.GetProperty("total").GetInt32();
        var restored = await app.PostAsync($"restore/{jobId}");

        Assert.Equal((400, "batch-unfinished"), (early.Status, Code(early.Body)));
        Assert.Equal((200, false), (unneeded.Status, unneeded.Body.GetProperty("archived").GetBoolean()));
        Assert.Equal((200, jobId, true), (archived.Status, archived.Body.GetProperty("jobId").GetString(), archived.Body.GetProperty("archived").GetBoolean()));
        Assert.Empty(hidden);
        Assert.Equal(1, shown);
        Assert.Equal((200, false), (restored.Status, restored.Body.GetProperty("archived").GetBoolean()));
        Assert.Single(await ListedAsync(app));
    }

    [Fact]
    public async Task Failed_captions_are_made_again_all_or_those_that_are_chosen()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        app.Models.Answer = _ => Task.FromResult(Results.UnprocessableEntity());
        var jobId = await app.CreateAsync([app.AddFile("a.png"), app.AddFile("b.png", 1)], ["time_tags"]);
        await app.EndedAsync(jobId);
        var failed = (await app.GetAsync($"items/{jobId}/failed?limit=1")).Body;
        app.Models.Answer = request => Task.FromResult(CaptionGateway.Fitting(request));

        var one = await app.PostAsync($"retry-failed/{jobId}", new { itemIds = new[] { failed.GetProperty("items")[0].GetProperty("id").GetInt64() } });
        var partial = (await app.EndedAsync(jobId)).GetProperty("job");
        var rest = await app.PostAsync($"retry-failed/{jobId}");
        var complete = (await app.EndedAsync(jobId)).GetProperty("job");
        var none = await app.PostAsync($"retry-failed/{jobId}");

        Assert.Equal((2, 1, 0), (failed.GetProperty("total").GetInt32(), failed.GetProperty("limit").GetInt32(), failed.GetProperty("offset").GetInt32()));
        Assert.Equal((200, 1), (one.Status, one.Body.GetProperty("retriedItems").GetInt32()));
        Assert.Equal("partial", partial.GetProperty("status").GetString());
        Assert.Equal((200, 1), (rest.Status, rest.Body.GetProperty("retriedItems").GetInt32()));
        Assert.Equal(("completed", 2, 0), (
            complete.GetProperty("status").GetString(), complete.GetProperty("processedImages").GetInt32(), complete.GetProperty("failedImages").GetInt32()));
        Assert.Equal((400, "nothing-failed"), (none.Status, Code(none.Body)));
    }

    [Fact]
    public async Task A_cancelled_batch_is_not_made_again()
    {
        await using var app = await IdleAsync();
        var jobId = await CreateAsync(app);
        await app.PostAsync($"cancel/{jobId}");

        var refused = await app.PostAsync($"retry-failed/{jobId}");

        Assert.Equal((400, "batch-finished"), (refused.Status, Code(refused.Body)));
        Assert.Contains("was cancelled", refused.Body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_paused_batch_is_pending_wherever_it_is_told_of()
    {
        await using var app = await IdleAsync();
        var (paused, other) = (await CreateAsync(app), await CreateAsync(app));

        using var pausing = await app.Backend.Client.PostAsync($"/api/jobs/{paused}/pause", null, TestContext.Current.CancellationToken);
        var status = (await app.GetAsync($"status/{paused}")).Body.GetProperty("job").GetProperty("status").GetString();
        var listed = (await app.GetAsync("list?status=pending")).Body;
        var running = (await app.GetAsync("list?status=running")).Body;
        var statistics = (await app.GetAsync("statistics")).Body;

        Assert.True(pausing.IsSuccessStatusCode);
        Assert.Equal("pending", status);
        Assert.Equal([paused, other], listed.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("jobId").GetString()));
        Assert.Equal((2, 0), (listed.GetProperty("total").GetInt32(), running.GetProperty("total").GetInt32()));
        Assert.Equal(2, statistics.GetProperty("pendingJobs").GetInt32());
    }

    [Fact]
    public async Task A_client_that_captions_by_itself_ends_items_once_and_only_with_what_fits()
    {
        await using var app = await IdleAsync();
        var jobId = await app.CreateAsync([app.AddFile("a.png"), app.AddFile("b.png", 1)], ["time_tags"]);
        var items = (await app.GetAsync($"items/{jobId}/list")).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).ToList();
        var result = new { time_of_day = "noon", season = "summer", decade = "1970s", clues = new[] { "shadows" }, surplus = 1 };

        var unfit = await app.PostAsync($"items/{items[0]}", new { status = "completed", result = new { season = 7 } });
        var running = await app.PostAsync($"items/{items[0]}", new { status = "running" });
        var (status, done) = await app.PostAsync($"items/{items[0]}", new { status = "completed", result, processingTime = 1234 });
        var twice = await app.PostAsync($"items/{items[0]}", new { status = "failed", error = "Too late." });
        var (_, failed) = await app.PostAsync($"items/{items[1]}", new { status = "failed", error = "My model is away." });

        Assert.Equal((400, "result-does-not-fit"), (unfit.Status, Code(unfit.Body)));
        Assert.Equal((409, "illegal-transition"), (running.Status, Code(running.Body)));
        Assert.Equal(200, status);
        Assert.Equal(("completed", 1234, "summer"), (
            done.GetProperty("item").GetProperty("status").GetString(), done.GetProperty("item").GetProperty("processingTime").GetInt32(),
            done.GetProperty("item").GetProperty("result").GetProperty("season").GetString()));
        Assert.False(done.GetProperty("item").GetProperty("result").TryGetProperty("surplus", out _));
        Assert.Equal(50, done.GetProperty("job").GetProperty("progress").GetInt32());
        Assert.Equal((409, "illegal-transition"), (twice.Status, Code(twice.Body)));
        Assert.Equal("My model is away.", failed.GetProperty("item").GetProperty("error").GetString());
        Assert.Equal("partial", failed.GetProperty("job").GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_item_that_a_worker_holds_is_not_anothers_to_end()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        app.Models.Answer = async request =>
        {
            asked.TrySetResult();
            await answer.Task;
            return CaptionGateway.Fitting(request);
        };
        var jobId = await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]);
        await asked.Task;
        var item = (await app.GetAsync($"items/{jobId}/list")).Body.GetProperty("items")[0].GetProperty("id").GetInt64();

        var refused = await app.PostAsync($"items/{item}", new { status = "cancelled" });
        answer.SetResult();

        Assert.Equal((409, "illegal-transition"), (refused.Status, Code(refused.Body)));
        Assert.Equal("completed", (await app.EndedAsync(jobId)).GetProperty("job").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Another_teams_batches_cannot_be_changed_counted_or_waited_for()
    {
        await using var app = await IdleAsync();
        var jobId = await CreateAsync(app);
        var item = (await app.GetAsync($"items/{jobId}/list")).Body.GetProperty("items")[0].GetProperty("id").GetInt64();
        using var stranger = await app.Backend.StrangerAsync();

        foreach (var (path, body) in new (string, object?)[]
        {
            ($"archive/{jobId}", null), ($"restore/{jobId}", null), ($"retry-failed/{jobId}", null), ("reorder", new { jobIds = new[] { jobId } }),
            ("reorder", new { jobId, priority = 1 }), ($"items/{item}", new { status = "cancelled" }),
        })
            Assert.Equal((path, 404), (path, (await app.PostAsync(path, body, stranger)).Status));
        foreach (var path in new[] { $"status/{jobId}?includeItems=true", $"items/{jobId}/list", $"items/{jobId}/failed" })
            Assert.Equal((path, 404), (path, (await app.GetAsync(path, stranger)).Status));
        var waiting = await app.PostAsync(
            "create", new { type = "MULTI_PERSPECTIVE", images = new[] { "a.png" }, perspectives = new[] { "time_tags" }, dependencies = new[] { jobId } }, stranger);
        var statistics = (await app.GetAsync("statistics", stranger)).Body;

        Assert.Equal((409, "unknown-dependency"), (waiting.Status, Code(waiting.Body)));
        Assert.Equal(0, statistics.GetProperty("activeJobs").GetInt32());
    }

    private Task<CaptioningApp> IdleAsync() => CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));

    private static Task<string> CreateAsync(CaptioningApp app) => app.CreateAsync([app.AddFile("a.png")], ["time_tags"]);

    private static async Task<List<(string? Id, int Priority)>> ListedAsync(CaptioningApp app) =>
    [
        .. (await app.GetAsync("list")).Body.GetProperty("jobs").EnumerateArray()
            .Select(job => (job.GetProperty("jobId").GetString(), job.GetProperty("priority").GetInt32())),
    ];

    private static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();
}
