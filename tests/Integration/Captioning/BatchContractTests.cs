using System.Text.Json;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>graphcap's batch routes as its document and its published source describe them.</summary>
public class BatchContractTests(PostgresServer postgres)
{
    private static readonly string[] JobFields =
    [
        "jobId", "type", "status", "priority", "totalImages", "processedImages", "failedImages", "progress", "config", "createdAt",
        "startedAt", "completedAt", "archived",
    ];

    private static readonly string[] ItemFields =
    [
        "id", "jobId", "imagePath", "perspective", "status", "error", "startedAt", "completedAt", "processingTime", "result",
    ];

    [Fact]
    public async Task A_batch_is_created_made_and_shown_in_the_published_shapes()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        string[] images = [app.AddFile("datasets/a.png"), Path.Combine(app.Workspace, app.AddFile("b.png", 1))];
        var options = new { max_tokens = 200, temperature = 0.5, top_p = 0.9, repetition_penalty = 1.1, global_context = "a zoo" };

        var (status, created) = await app.PostAsync("create", new
        {
            type = "MULTI_PERSPECTIVE", images, perspectives = new[] { "graph_caption", "time_tags" }, options,
        });
        var jobId = created.GetProperty("jobId").GetString()!;
        var ended = await app.EndedAsync(jobId);

        Assert.Equal(201, status);
        Assert.Equal(["jobId", "status", "createdAt", "position"], Names(created).Except(["estimatedStartTime"]));
        Assert.Equal("pending", created.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Number, created.GetProperty("position").ValueKind);

        var job = ended.GetProperty("job");
        Assert.Equal([.. JobFields, "dependencies", "dependentJobs"], Names(job));
        Assert.Equal("MULTI_PERSPECTIVE", job.GetProperty("type").GetString());
        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(100, job.GetProperty("progress").GetInt32());
        Assert.Equal(images, job.GetProperty("config").GetProperty("images").EnumerateArray().Select(image => image.GetString()));
        Assert.Equal(200, job.GetProperty("config").GetProperty("options").GetProperty("max_tokens").GetInt32());

        var items = ended.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(4, items.Count);
        Assert.All(items, item => Assert.Equal(ItemFields, Names(item)));
        Assert.Equal(
            [(images[0], "graph_caption"), (images[0], "time_tags"), (images[1], "graph_caption"), (images[1], "time_tags")],
            items.Select(item => (item.GetProperty("imagePath").GetString()!, item.GetProperty("perspective").GetString()!)));
        Assert.Equal("some short_caption", items[0].GetProperty("result").GetProperty("short_caption").GetString());
        Assert.True(items[0].GetProperty("processingTime").GetInt32() >= 0);

        Assert.All(app.Models.Asked, asked =>
        {
            Assert.Equal(200, asked.GetProperty("maxTokens").GetInt32());
            Assert.Equal("a zoo", asked.GetProperty("context")[0].GetString());
        });
    }

    [Fact]
    public async Task Total_images_counts_images_and_not_images_times_perspectives()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var refused = 0;
        app.Models.Answer = request => Task.FromResult(
            request.GetProperty("perspective").GetProperty("name").GetString() == "time_tags" && Interlocked.Exchange(ref refused, 1) == 0
                ? Microsoft.AspNetCore.Http.Results.UnprocessableEntity()
                : CaptionGateway.Fitting(request));
        string[] images = [app.AddFile("a.png"), app.AddFile("b.png", 1), app.AddFile("c.png", 2)];

        var job = (await app.EndedAsync(await app.CreateAsync(images, ["graph_caption", "time_tags"]))).GetProperty("job");

        Assert.Equal(3, job.GetProperty("totalImages").GetInt32());
        Assert.Equal(1, job.GetProperty("failedImages").GetInt32());
        Assert.Equal(2, job.GetProperty("processedImages").GetInt32());
        Assert.Equal("partial", job.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Position_is_the_number_of_batches_before_it()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        var images = new[] { app.AddFile("a.png") };
        var request = new { type = "MULTI_PERSPECTIVE", images, perspectives = new[] { "time_tags" }, priority = 100 };

        var positions = new List<int>();
        for (var i = 0; i < 3; i++)
            positions.Add((await app.PostAsync("create", request)).Body.GetProperty("position").GetInt32());
        var urgent = await app.PostAsync("create", request with { priority = 0 });

        Assert.Equal([0, 1, 2], positions);
        Assert.Equal(0, urgent.Body.GetProperty("position").GetInt32());
    }

    [Fact]
    public async Task The_list_pages_by_offset_in_order_of_priority_and_filters_by_status()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        string[] images = [app.AddFile("a.png")];
        var late = await app.CreateAsync(images, ["time_tags"], priority: 300);
        var soon = await app.CreateAsync(images, ["time_tags"], priority: 10);
        var next = await app.CreateAsync(images, ["time_tags"], priority: 20);
        await app.PostAsync($"cancel/{next}");

        var (_, first) = await app.GetAsync("list?limit=2&offset=0");
        var (_, second) = await app.GetAsync("list?limit=2&offset=2");
        var (_, cancelled) = await app.GetAsync("list?status=cancelled");
        var (_, pending) = await app.GetAsync("list?status=pending&include_archived=true");

        Assert.Equal(["jobs", "total", "offset", "limit"], Names(first));
        Assert.Equal([soon, next], Ids(first));
        Assert.Equal([late], Ids(second));
        Assert.Equal((3, 2, 2), (second.GetProperty("total").GetInt32(), second.GetProperty("offset").GetInt32(), second.GetProperty("limit").GetInt32()));
        Assert.Equal([next], Ids(cancelled));
        Assert.Equal([soon, late], Ids(pending));
        Assert.Equal(JobFields, Names(first.GetProperty("jobs")[0]));
        Assert.Equal(20, (await app.GetAsync("list")).Body.GetProperty("limit").GetInt32());
    }

    [Fact]
    public async Task Cancelling_says_so_and_does_so_once()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        var jobId = await app.CreateAsync([app.AddFile("a.png")], ["time_tags", "graph_caption"]);

        var (status, body) = await app.PostAsync($"cancel/{jobId}");
        var again = await app.PostAsync($"cancel/{jobId}");
        var unknown = await app.PostAsync($"cancel/{Guid.NewGuid()}");
        var ended = await app.EndedAsync(jobId);

        Assert.Equal(200, status);
        Assert.Equal(["success", "jobId", "status"], Names(body));
        Assert.Equal((true, jobId, "cancelled"), (body.GetProperty("success").GetBoolean(), body.GetProperty("jobId").GetString(), body.GetProperty("status").GetString()));
        Assert.Equal((400, "batch-finished"), (again.Status, Code(again.Body)));
        Assert.Equal((404, "batch-not-found"), (unknown.Status, Code(unknown.Body)));
        Assert.Equal("cancelled", ended.GetProperty("job").GetProperty("status").GetString());
        Assert.All(ended.GetProperty("items").EnumerateArray(), item => Assert.Equal("cancelled", item.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Another_teams_batches_do_not_exist_and_a_viewer_may_only_look()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        var jobId = await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]);
        using var stranger = await app.Backend.StrangerAsync();
        using var viewer = await app.Backend.WithRoleAsync("viewer");
        using var nobody = app.Backend.NewClient();

        Assert.Equal(404, (await app.GetAsync($"status/{jobId}", stranger)).Status);
        Assert.Equal(404, (await app.PostAsync($"cancel/{jobId}", client: stranger)).Status);
        Assert.Equal(0, (await app.GetAsync("list", stranger)).Body.GetProperty("total").GetInt32());
        Assert.Equal(200, (await app.GetAsync($"status/{jobId}", viewer)).Status);
        Assert.Equal(403, (await app.PostAsync($"cancel/{jobId}", client: viewer)).Status);
        Assert.Equal(401, (await app.GetAsync("list", nobody)).Status);
    }

    private static string[] Names(JsonElement value) => [.. value.EnumerateObject().Select(property => property.Name)];

    private static IEnumerable<string?> Ids(JsonElement list) =>
        list.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("jobId").GetString());

    private static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();
}
