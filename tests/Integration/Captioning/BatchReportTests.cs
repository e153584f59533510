using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Suite.Platform;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>What graphcap's clients and its database's readers learn in sums: statistics, analysis, views.</summary>
public class BatchReportTests(PostgresServer postgres)
{
    [Fact]
    public async Task Statistics_come_from_the_jobs_and_have_every_published_field()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        string[] images = [app.AddFile("a.png"), app.AddFile("b.png", 1)];
        await app.EndedAsync(await app.CreateAsync(images, ["time_tags", "graph_caption"]));
        app.Models.Answer = _ => Task.FromResult(Results.UnprocessableEntity());
        var failed = await app.CreateAsync(images, ["art_critic"]);
        await app.EndedAsync(failed);
        await app.PostAsync($"archive/{failed}");

        var (status, body) = await app.GetAsync("statistics");

        Assert.Equal(200, status);
        Assert.Equal(
            ["activeJobs", "pendingJobs", "runningJobs", "completedJobs", "failedJobs", "cancelledJobs", "archivedJobs", "averageWaitTime",
             "averageProcessingTime", "historicalJobCounts", "perspectiveUsage"],
            body.EnumerateObject().Select(property => property.Name));
        Assert.Equal((0, 1, 0, 1), (Number("activeJobs"), Number("completedJobs"), Number("failedJobs"), Number("archivedJobs")));
        Assert.InRange(body.GetProperty("averageProcessingTime").GetDouble(), 0.001, 30);
        Assert.Equal([2, 2, 2], body.GetProperty("historicalJobCounts").EnumerateObject().Select(count => count.Value.GetInt32()));
        Assert.Equal(
            [("graph_caption", 2), ("time_tags", 2)],
            body.GetProperty("perspectiveUsage").EnumerateArray().Select(use => (use.GetProperty("perspective").GetString()!, use.GetProperty("count").GetInt32())));

        int Number(string field) => body.GetProperty(field).GetInt32();
    }

    [Fact]
    public async Task An_analysis_tells_of_assets_and_files_what_they_have_and_what_is_missing()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        string[] images = [await app.UploadAsync(), app.AddFile("a.png", 1), app.AddFile("b.png", 2)];
        await app.EndedAsync(await app.CreateAsync(images[..2], ["time_tags"]));

        var (status, body) = await app.PostAsync("analyze-images", new { images, perspectives = new[] { "time_tags", "art_critic" } });
        app.AddFile("a.png", 3);
        var changed = (await app.PostAsync("analyze-images", new { images = new[] { "a.png" }, perspectives = new[] { "time_tags" } })).Body;

        Assert.Equal(200, status);
        Assert.Equal(images, body.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("imagePath").GetString()));
        Assert.Equal(["time_tags|art_critic", "time_tags|art_critic", "|time_tags,art_critic"], body.GetProperty("results").EnumerateArray().Select(Told));
        Assert.Equal("|time_tags", Told(changed.GetProperty("results")[0]));

        static string Told(JsonElement result) => string.Join('|', new[] { "existingPerspectives", "missingPerspectives" }
            .Select(list => string.Join(',', result.GetProperty(list).EnumerateArray().Select(name => name.GetString()))));
    }

    [Fact]
    public async Task Graphcaps_tables_can_be_read_as_views()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var asset = await app.UploadAsync();
        var jobId = await app.CreateAsync([asset, app.AddFile("a.png", 1)], ["time_tags"]);
        await app.EndedAsync(jobId);
        await app.PostAsync($"archive/{jobId}");

        var job = await RowAsync(app, "select row_to_json(j)::text from job_queue.caption_jobs j where job_id = $1", jobId);
        var archived = await RowAsync(app, "select row_to_json(j)::text from job_queue.job_archives j where job_id = $1", jobId);
        var item = await RowAsync(app, "select row_to_json(i)::text from job_queue.job_items i where job_id = $1 and image_path = 'a.png'", jobId);
        var captions = await RowAsync(
            app, "select json_agg(image_path is null order by image_path nulls first)::text from core_schema.captions where job_id::text = $1", jobId);
        var image = await RowAsync(app, "select row_to_json(i)::text from core_schema.images i where id::text = $1", asset);
        var perspective = await RowAsync(app, "select row_to_json(p)::text from core_schema.perspectives p where name = $1", "time_tags");

        Assert.Equal(
            ["id", "job_id", "status", "created_at", "started_at", "completed_at", "type", "priority", "total_images", "processed_images",
             "failed_images", "progress", "config", "user_id", "archived", "archive_date", "team_id"],
            job.EnumerateObject().Select(column => column.Name));
        Assert.Equal(("completed", 2, 2, 100), (
            job.GetProperty("status").GetString(), job.GetProperty("total_images").GetInt32(), job.GetProperty("processed_images").GetInt32(),
            job.GetProperty("progress").GetInt32()));
        Assert.Equal(jobId, archived.GetProperty("job_id").GetString());
        Assert.Equal(
            ["id", "job_id", "image_path", "perspective", "status", "result", "error", "processing_time", "started_at", "completed_at", "team_id"],
            item.EnumerateObject().Select(column => column.Name));
        Assert.Equal("some season", item.GetProperty("result").GetProperty("season").GetString());
        Assert.Equal([true, false], captions.EnumerateArray().Select(isAsset => isAsset.GetBoolean()));
        Assert.Equal("picture-0.png", image.GetProperty("file_name").GetString());
        Assert.Equal("Time tags", perspective.GetProperty("display_name").GetString());
    }

    private static async Task<JsonElement> RowAsync(CaptioningApp app, string sql, string key) =>
        (await app.Backend.Db.FirstAsync(sql, args => args.Add(key), row => row.JsonOrNull(0), TestContext.Current.CancellationToken))!.Value;
}
