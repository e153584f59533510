using System.Text.Json;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Charts;

/// <summary>From an uploaded chart to its curve, with everything in between.</summary>
public class ExtractionTests(ReadingCharts charts) : IClassFixture<ReadingCharts>
{
    [Fact]
    public async Task Axes_without_bounds_are_read_from_their_labels()
    {
        var app = charts.App;
        var sketch = ChartsApp.Chart();
        foreach (var part in new[] { 0, 0.5, 1 })
        {
            app.Words.Add(((part * 20).ToString("0"), sketch.At(part, 0).X / sketch.Width, (sketch.Bottom + 12) / sketch.Height));
            app.Words.Add(((part * 4).ToString("0"), (sketch.Left - 14) / sketch.Width, sketch.At(0, part).Y / sketch.Height));
        }

        var (job, rows) = await ReadAsync(app, sketch, parameters: new { });

        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.All(rows, row => Assert.Equal(0.8 + (0.1 * row[0].GetDouble()), row[1].GetDouble(), 0.08));
        var quality = job.GetProperty("result").GetProperty("metadata").GetProperty("quality");
        Assert.InRange(quality.GetProperty("scale").GetDouble(), 0.6, 0.95);
    }

    [Fact]
    public async Task Without_bounds_and_labels_the_job_fails_and_asks_for_the_bounds()
    {
        var app = charts.App;
        app.Words.Clear();

        var (job, _) = await ReadAsync(app, ChartsApp.Chart(), parameters: new { y_min = 0, y_max = 1 });

        Assert.Equal("failed", job.GetProperty("status").GetString());
        Assert.EndsWith("Give x_min and x_max.", job.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_logarithmic_axis_and_a_multiplier_are_obeyed()
    {
        var app = charts.App;

        var (_, rows) = await ReadAsync(
            app, ChartsApp.Chart(), parameters: new { x_min = 0, x_max = 1, y_min = 1, y_max = 10_000, y_scale_type = "log", x_scale = 0.001 });

        Assert.All(rows, row => Assert.Equal(
            0.2 + (500 * row[0].GetDouble()), Math.Log10(row[1].GetDouble()) / 4, 0.01));
    }

    [Fact]
    public async Task A_result_is_an_insight_of_its_asset_and_csv_of_its_product()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var (first, second) = (await app.ImageAsync(product, name: "a.png"), await app.ImageAsync(product, ChartsApp.Chart(0.1).ToPng(), "b, b.png"));
        var empty = await app.Backend.Client.GetStringAsync($"/api/products/{product}/results.csv");
        var queue = await app.QueueAsync();
        var parameters = new { x_min = 0, x_max = 10, y_min = 0, y_max = 1, preset = "output", legend = "5 V" };
        var job = await app.EndedAsync(await app.JobAsync(queue, product, first, parameters));
        await app.EndedAsync(await app.JobAsync(queue, product, second, parameters));

        var all = await app.Backend.Client.GetStringAsync($"/api/products/{product}/results.csv");
        var one = await app.Backend.Client.GetStringAsync(job.GetProperty("result").GetProperty("csvFilePath").GetString());
        var (_, list) = await app.GetAsync($"/api/products/{product}/results?limit=1");
        var (_, image) = await app.GetAsync($"/api/products/{product}/images/{first}");
        var (_, asset) = await app.GetAsync($"/api/assets/{image.GetProperty("assetId").GetString()}");

        Assert.Equal("image,x,y\r\n", empty);
        Assert.StartsWith("image,Vds,Id,Vgs\r\na.png,", all);
        Assert.Contains("\r\n\"b, b.png\",", all);
        Assert.StartsWith("Vds,Id,Vgs\r\n", one);
        Assert.Contains(",5 V\r\n", one);
        Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.NotEqual(JsonValueKind.Null, list.GetProperty("nextCursor").ValueKind);
        var insight = asset.GetProperty("insights").EnumerateArray().Single(insight => insight.GetProperty("kind").GetString() == "curves");
        Assert.Equal(("standard", job.GetProperty("job_id").GetString()), (insight.GetProperty("method").GetString(), insight.GetProperty("jobId").GetString()));
        Assert.NotEqual(JsonValueKind.Null, insight.GetProperty("attemptId").ValueKind);
    }

    [Fact]
    public async Task What_moderation_holds_back_is_not_read()
    {
        var app = charts.App;
        app.Allowed = false;

        // A picture of its own: what was let pass before stays so.
        var (job, _) = await ReadAsync(app, ChartsApp.Chart(0.33), parameters: new { x_min = 0, x_max = 1, y_min = 0, y_max = 1 });
        app.Allowed = true;

        Assert.Equal("failed", job.GetProperty("status").GetString());
        Assert.Equal("Moderation holds the image back.", job.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Cancelling_races_with_completing_and_one_of_them_wins()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await app.QueueAsync();

        for (var round = 0; round < 6; round++)
        {
            var job = await app.JobAsync(queue, product, image);
            await Eventually.TrueAsync(async () => (await app.GetAsync($"/api/job/{job}")).Body.GetProperty("status").GetString() != "queued");
            var (cancelled, _) = await app.DeleteAsync($"/api/job/{job}");
            var ended = await app.EndedAsync(job);
            var (found, _) = await app.GetAsync($"/api/chart-results/{job}");

            // Cancelled: failed, even if the reading came through. Not cancelled: completed, with its result.
            if (cancelled == 200)
                Assert.Equal(("failed", "Cancelled by user"), (ended.GetProperty("status").GetString(), ended.GetProperty("error").GetString()));
            else
                Assert.Equal((409, "completed", 200), (cancelled, ended.GetProperty("status").GetString(), found));
        }
    }

    [Fact]
    public async Task A_product_deleted_while_its_charts_are_read_leaves_nothing_behind()
    {
        var app = charts.App;
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product);
        var queue = await app.QueueAsync();
        for (var job = 0; job < 5; job++)
            await app.JobAsync(queue, product, image);

        Assert.Equal(204, (await app.DeleteAsync($"/api/products/{product}")).Status);

        await Eventually.TrueAsync(async () => (await app.DeleteAsync($"/api/queue/{queue}")).Status == 200);
        Assert.Equal(404, (await app.GetAsync($"/api/products/{product}/results")).Status);
    }

    private static async Task<(JsonElement Job, List<JsonElement> Rows)> ReadAsync(ChartsApp app, ChartSketch sketch, object parameters)
    {
        var product = await app.ProductAsync();
        var image = await app.ImageAsync(product, sketch.ToPng());
        var job = await app.EndedAsync(await app.JobAsync(await app.QueueAsync(), product, image, parameters));
        var (status, result) = await app.GetAsync($"/api/chart-results/{job.GetProperty("job_id").GetString()}");
        return (job, status == 200
            ? [.. result.GetProperty("result").GetProperty("csvData").GetProperty("rows").EnumerateArray()]
            : []);
    }
}
