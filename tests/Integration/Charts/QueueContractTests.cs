using System.Text.Json;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Charts;

/// <summary>The graph-queue routes as their document and its published source describe them.</summary>
public class QueueContractTests(ReadingCharts charts, PostgresServer postgres) : IClassFixture<ReadingCharts>
{
    private static readonly string[] QueueFields =
    [
        "queue_id", "name", "status", "mode", "max_concurrent_jobs", "priority", "description", "settings", "job_stats", "created_at",
        "updated_at",
    ];

    private static readonly string[] RowFields =
    [
        "id", "name", "mode", "status", "maxConcurrentJobs", "priority", "description", "settings", "createdAt", "updatedAt",
    ];

    private static readonly string[] JobFields =
    [
        "job_id", "product_id", "image_id", "queue_id", "batch_id", "status", "priority", "progress", "extraction_method", "parameters",
        "result", "error", "estimated_duration", "actual_duration", "started_at", "completed_at", "created_at", "updated_at",
    ];

    [Fact]
    public async Task A_queue_is_created_shown_changed_listed_and_deleted()
    {
        var app = charts.App;

        var (created, answer) = await app.PostAsync("/api/queue/create", new { name = "Data sheets" });
        var id = answer.GetProperty("queue_id").GetString();
        var (_, queue) = await app.GetAsync($"/api/queue/{id}");
        var (changed, after) = await app.PutAsync(
            $"/api/queue/{id}", new { status = "paused", max_concurrent_jobs = 7, settings = new { colour = "blue" } });
        var (_, rows) = await app.GetAsync("/api/queues");
        var (deleted, message) = await app.DeleteAsync($"/api/queue/{id}");

        Assert.Equal(200, created);
        Assert.Equal(["queue_id", "message"], Names(answer));
        Assert.Equal(QueueFields, Names(queue));
        Assert.Equal(("Data sheets", "active", "automatic", 3, "fifo"), (
            Text(queue, "name"), Text(queue, "status"), Text(queue, "mode"), queue.GetProperty("max_concurrent_jobs").GetInt32(), Text(queue, "priority")));
        Assert.Equal(["pending", "queued", "processing", "completed", "failed"], Names(queue.GetProperty("job_stats")));
        Assert.Equal((200, "paused", 7), (changed, Text(after, "status"), after.GetProperty("max_concurrent_jobs").GetInt32()));
        Assert.Equal("blue", Text(after.GetProperty("settings"), "colour"));
        var row = rows.EnumerateArray().Single(row => Text(row, "id") == id);
        Assert.Equal(RowFields, Names(row));
        Assert.Equal(200, deleted);
        Assert.Equal(["message"], Names(message));
        Assert.Equal((404, "chart-queue-not-found"), await CodeAsync(app.GetAsync($"/api/queue/{id}")));
    }

    [Fact]
    public async Task A_new_queue_runs_its_jobs_at_once_and_a_result_has_all_that_was_published()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await app.QueueAsync();

        var (status, created) = await app.PostAsync($"/api/job/create?queue_id={queue}", ChartsApp.Request(product, image));
        var job = await app.EndedAsync(Text(created, "job_id")!);
        var (_, result) = await app.GetAsync($"/api/chart-results/{Text(job, "job_id")}");
        var (_, after) = await app.GetAsync($"/api/products/{product}/images/{image}");

        Assert.Equal(200, status);
        Assert.Equal(["job_id", "message"], Names(created));
        Assert.Equal(JobFields, Names(job));
        Assert.Equal(("completed", "normal", 100, "standard"), (
            Text(job, "status"), Text(job, "priority"), job.GetProperty("progress").GetInt32(), Text(job, "extraction_method")));
        Assert.Equal((product, image, queue), (Text(job, "product_id"), Text(job, "image_id"), Text(job, "queue_id")));
        Assert.Equal(JsonValueKind.Null, job.GetProperty("error").ValueKind);
        Assert.InRange(job.GetProperty("actual_duration").GetDouble(), 0, 30);
        Assert.Equal("completed", Text(after, "status"));

        var found = result.GetProperty("result");
        Assert.Equal(
            [
                "id", "jobId", "productId", "imageId", "imageName", "csvFilePath", "csvData", "metadata", "confidence", "dataPoints",
                "processingTime", "extractionMethod", "parameters", "createdAt", "updatedAt",
            ],
            Names(found));
        var rows = found.GetProperty("csvData").GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(found.GetProperty("dataPoints").GetInt32(), rows.Count);
        Assert.Equal(rows.Count, result.GetProperty("overlay").GetArrayLength());
        Assert.Equal("completed", await app.Backend.Db.FirstAsync(
            """select status from graph_extraction."GraphExtractionJob" where id = $1""",
            args => args.Add(Guid.Parse(Text(job, "job_id")!)), row => row.GetString(0), TestContext.Current.CancellationToken));
        // The chart shows y = 0.2 + 0.5 x from 0 to 1; the job said that the axes go to 10 and 100.
        Assert.All(rows, row => Assert.Equal(20 + (5 * row[0].GetDouble()), row[1].GetDouble(), 1.0));
        Assert.InRange(found.GetProperty("confidence").GetDouble(), 0.8, 1);
        Assert.InRange(found.GetProperty("processingTime").GetDouble(), 0, 30);
    }

    [Fact]
    public async Task A_job_of_a_manual_queue_waits_until_it_is_released()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await app.QueueAsync(mode: "manual");
        var first = await app.JobAsync(queue, product, image);
        var second = await app.JobAsync(queue, product, image);

        var (released, view) = await app.PostAsync($"/api/job/{first}/release");
        var ended = await app.EndedAsync(first);
        var (_, waiting) = await app.GetAsync($"/api/job/{second}");
        var (_, stats) = await app.GetAsync($"/api/queue/{queue}");

        Assert.Equal(200, released);
        Assert.NotEqual("pending", Text(view, "status"));
        Assert.Equal("completed", Text(ended, "status"));
        Assert.Equal("pending", Text(waiting, "status"));
        Assert.Equal((1, 1, 0), (Count(stats, "pending"), Count(stats, "completed"), Count(stats, "queued")));
        Assert.Equal((409, "chart-job-refuses"), await CodeAsync(app.PostAsync($"/api/job/{first}/release")));
    }

    [Fact]
    public async Task A_cancelled_job_has_failed_by_the_wish_of_a_person()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var queue = await app.QueueAsync();
        await app.PutAsync($"/api/queue/{queue}", new { status = "paused" });
        var job = await app.JobAsync(queue, product, await app.ImageAsync(product));

        var (status, cancelled) = await app.DeleteAsync($"/api/job/{job}");

        Assert.Equal((200, "failed", "Cancelled by user"), (status, Text(cancelled, "status"), Text(cancelled, "error")));
        Assert.Equal((409, "chart-job-refuses"), await CodeAsync(app.DeleteAsync($"/api/job/{job}")));
        Assert.Equal((409, "chart-job-refuses"), await CodeAsync(app.PutAsync($"/api/job/{job}/priority?priority=high")));
    }

    [Fact]
    public async Task A_retry_clears_the_error_and_starts_from_nothing()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product, new ChartSketch(320, 240).ToPng());
        var queue = await app.QueueAsync();
        var job = await app.JobAsync(queue, product, image);
        var failed = await app.EndedAsync(job);
        await app.PutAsync($"/api/queue/{queue}", new { status = "paused" });

        var (status, again) = await app.PostAsync($"/api/job/{job}/retry");
        var (_, seen) = await app.GetAsync($"/api/job/{job}");
        var (_, pending) = await app.GetAsync($"/api/products/{product}/images/{image}");

        Assert.Contains("No axes were found", Text(failed, "error"));
        Assert.Equal("failed", Text(failed, "status"));
        Assert.Equal(200, status);
        foreach (var view in new[] { again, seen })
        {
            Assert.Equal(("queued", 0), (Text(view, "status"), view.GetProperty("progress").GetInt32()));
            Assert.Equal(JsonValueKind.Null, view.GetProperty("error").ValueKind);
            Assert.Equal(JsonValueKind.Null, view.GetProperty("completed_at").ValueKind);
        }

        await app.PutAsync($"/api/queue/{queue}", new { status = "active" });
        Assert.Equal("failed", Text(await app.EndedAsync(job), "status"));
        Assert.NotEqual("completed", Text(pending, "status"));
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("llm")]
    public async Task A_method_that_is_not_there_fails_and_says_so(string method)
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);

        var (_, created) = await app.PostAsync("/api/job/create", ChartsApp.Request(product, image, method: method));
        var job = await app.EndedAsync(Text(created, "job_id")!);

        Assert.Equal("failed", Text(job, "status"));
        Assert.Equal($"The method {method} is not available here; standard is. Nothing was read.", Text(job, "error"));
        Assert.Equal(404, (await app.GetAsync($"/api/chart-results/{Text(job, "job_id")}")).Status);
    }

    [Fact]
    public async Task A_batch_has_an_id_of_its_own_and_cancelling_it_leaves_the_queues_other_jobs_alone()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await app.QueueAsync();
        await app.PutAsync($"/api/queue/{queue}", new { status = "paused" });
        var other = await app.JobAsync(queue, product, image);

        var (status, created) = await app.PostAsync(
            $"/api/batch/create?queue_id={queue}", new[] { ChartsApp.Request(product, image), ChartsApp.Request(product, image, priority: "urgent") });
        var batch = Text(created, "batch_id");
        var (_, shown) = await app.GetAsync($"/api/batch/{batch}");
        var (_, cancelled) = await app.PostAsync($"/api/batch/{batch}/cancel");
        var (_, after) = await app.GetAsync($"/api/batch/{batch}");

        Assert.Equal(200, status);
        Assert.Equal(["batch_id", "job_ids", "message"], Names(created));
        Assert.NotEqual(queue, batch);
        Assert.Equal(2, created.GetProperty("job_ids").GetArrayLength());
        Assert.Equal(
            ["batch_id", "queue_id", "status", "progress", "total_jobs", "job_stats", "job_ids", "created_at"], Names(shown));
        Assert.Equal(("queued", 2, queue), (Text(shown, "status"), shown.GetProperty("total_jobs").GetInt32(), Text(shown, "queue_id")));
        Assert.Equal(2, cancelled.GetProperty("cancelled").GetInt32());
        Assert.Equal(("failed", 100, 2), (Text(after, "status"), after.GetProperty("progress").GetInt32(), Count(after, "failed")));
        Assert.Equal("queued", Text((await app.GetAsync($"/api/job/{other}")).Body, "status"));
        Assert.Equal((404, "chart-batch-not-found"), await CodeAsync(app.GetAsync($"/api/batch/{queue}")));
        Assert.Equal((404, "chart-batch-not-found"), await CodeAsync(app.PostAsync($"/api/batch/{queue}/cancel")));
    }

    [Fact]
    public async Task Statistics_count_the_teams_own_jobs()
    {
        await using var app = await ChartsApp.StartAsync(postgres);
        var product = await app.ProductAsync();
        var queue = await app.QueueAsync();
        await app.EndedAsync(await app.JobAsync(queue, product, await app.ImageAsync(product)));
        await app.EndedAsync(await app.JobAsync(queue, product, await app.ImageAsync(product, new ChartSketch(320, 240).ToPng(), "blank.png")));
        using var stranger = await app.Backend.StrangerAsync();

        var (_, ofQueue) = await app.GetAsync($"/api/stats/queue/{queue}");
        var (_, global) = await app.GetAsync("/api/stats/global");
        var (_, theirs) = await app.GetAsync("/api/stats/global", stranger);

        Assert.Equal(["queue_id", "statistics"], Names(ofQueue));
        var statistics = ofQueue.GetProperty("statistics").EnumerateArray().ToDictionary(row => Text(row, "status")!);
        Assert.Equal(["completed", "failed"], statistics.Keys.Order());
        Assert.Equal(["status", "count", "avg_progress", "avg_duration"], Names(statistics["completed"]));
        Assert.Equal((1, 100.0), (statistics["completed"].GetProperty("count").GetInt32(), statistics["completed"].GetProperty("avg_progress").GetDouble()));
        Assert.InRange(statistics["completed"].GetProperty("avg_duration").GetDouble(), 0, 30);
        Assert.Equal((1, 0.0), (statistics["failed"].GetProperty("count").GetInt32(), statistics["failed"].GetProperty("avg_progress").GetDouble()));
        Assert.Equal(["total_queues", "job_statistics", "processing_statistics"], Names(global));
        Assert.Equal(["avg_processing_time", "total_completed_jobs"], Names(global.GetProperty("processing_statistics")));
        Assert.Equal(1, global.GetProperty("processing_statistics").GetProperty("total_completed_jobs").GetInt32());
        Assert.Equal(0, theirs.GetProperty("job_statistics").GetArrayLength());
        Assert.Equal(404, (await app.GetAsync($"/api/stats/queue/{queue}", stranger)).Status);
        Assert.Equal(404, (await app.GetAsync($"/api/queue/{queue}", stranger)).Status);

        // A deleted queue takes nothing of what was done away.
        await app.DeleteAsync($"/api/queue/{queue}");
        var (_, after) = await app.GetAsync("/api/stats/global");
        Assert.Equal(global.GetProperty("total_queues").GetInt32() - 1, after.GetProperty("total_queues").GetInt32());
        Assert.Equal(global.GetProperty("job_statistics").ToString(), after.GetProperty("job_statistics").ToString());
        Assert.Equal(global.GetProperty("processing_statistics").ToString(), after.GetProperty("processing_statistics").ToString());
    }

    [Fact]
    public async Task No_more_jobs_run_at_once_than_the_queue_allows()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await app.QueueAsync(running: 2);
        var jobs = new List<string>();
        for (var job = 0; job < 6; job++)
            jobs.Add(await app.JobAsync(queue, product, image));

        var spans = new List<(DateTimeOffset Start, DateTimeOffset End)>();
        foreach (var job in jobs)
        {
            var ended = await app.EndedAsync(job);
            spans.Add((ended.GetProperty("started_at").GetDateTimeOffset(), ended.GetProperty("completed_at").GetDateTimeOffset()));
        }

        Assert.InRange(spans.Max(one => spans.Count(other => other.Start <= one.Start && one.Start < other.End)), 1, 2);
    }

    [Fact]
    public async Task A_slow_job_keeps_its_place_and_holds_up_nobody_else()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await app.QueueAsync(running: 2);
        // Recognising text is also part of the picture's intake: a first reading shows that it is over.
        await app.EndedAsync(await app.JobAsync(queue, product, image));
        var words = new TaskCompletionSource();
        app.WordsKnown = words.Task;

        var slow = await app.JobAsync(queue, product, image, parameters: new { });
        var others = new List<string?>();
        for (var job = 0; job < 3; job++)
            others.Add(Text(await app.EndedAsync(await app.JobAsync(queue, product, image)), "status"));
        var (_, meanwhile) = await app.GetAsync($"/api/job/{slow}");
        words.SetResult();

        Assert.Equal(["completed", "completed", "completed"], others);
        Assert.Equal("processing", Text(meanwhile, "status"));
        Assert.NotEqual("processing", Text(await app.EndedAsync(slow), "status"));
    }

    [Fact]
    public async Task Where_priority_decides_the_urgent_are_read_before_those_that_came_earlier()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var (_, queue) = await app.PostAsync(
            "/api/queue/create", new { name = $"queue {Guid.NewGuid():N}", priority = "priority", max_concurrent_jobs = 1 });
        await app.PutAsync($"/api/queue/{Text(queue, "queue_id")}", new { status = "paused" });
        string[] words = ["low", "normal", "high", "urgent"];
        var (_, batch) = await app.PostAsync(
            $"/api/batch/create?queue_id={Text(queue, "queue_id")}", words.Select(word => ChartsApp.Request(product, image, priority: word)));

        await app.PutAsync($"/api/queue/{Text(queue, "queue_id")}", new { status = "active" });
        var ended = new List<JsonElement>();
        foreach (var job in batch.GetProperty("job_ids").EnumerateArray())
            ended.Add(await app.EndedAsync(job.GetString()!));

        Assert.Equal(
            ["urgent", "high", "normal", "low"],
            ended.OrderBy(job => job.GetProperty("started_at").GetDateTimeOffset()).Select(job => Text(job, "priority")));
    }

    [Fact]
    public async Task Priorities_are_kept_as_words()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);

        var queue = await app.QueueAsync();
        await app.PutAsync($"/api/queue/{queue}", new { status = "paused" });

        foreach (var word in new[] { "urgent", "high", "normal", "low" })
        {
            var (_, created) = await app.PostAsync($"/api/job/create?queue_id={queue}", ChartsApp.Request(product, image, priority: word));
            Assert.Equal(word, Text((await app.GetAsync($"/api/job/{Text(created, "job_id")}")).Body, "priority"));
            Assert.Equal(200, (await app.PutAsync($"/api/job/{Text(created, "job_id")}/priority?priority=low")).Status);
            Assert.Equal("low", Text((await app.GetAsync($"/api/job/{Text(created, "job_id")}")).Body, "priority"));
        }
    }

    private static string[] Names(JsonElement body) => [.. body.EnumerateObject().Select(property => property.Name)];

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();

    private static int Count(JsonElement body, string status) => body.GetProperty("job_stats").GetProperty(status).GetInt32();

    private static async Task<(int Status, string? Code)> CodeAsync(Task<(int Status, JsonElement Body)> answer)
    {
        var (status, body) = await answer;
        return (status, Text(body, "code"));
    }
}
