using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Suite.Imaging;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>One caption of one image: what the model is asked, what is made of its answer, and where that is kept.</summary>
public class CaptionWorkTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_caption_of_an_asset_is_an_insight_that_knows_where_it_came_from()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var asset = await app.UploadAsync();

        var ended = await app.EndedAsync(await app.CreateAsync([asset], ["time_tags"]));

        var item = ended.GetProperty("items")[0];
        var insight = await InsightAsync(app, asset, "time_tags");
        Assert.Equal("caption", insight.GetProperty("kind").GetString());
        Assert.Equal("seen as time_tags", insight.GetProperty("text").GetString());
        Assert.Equal("some season", insight.GetProperty("content").GetProperty("result").GetProperty("season").GetString());
        Assert.Equal(("stub", "stub-1", "model", "1"), (Text("provider"), Text("model"), Text("method"), Text("perspectiveVersion")));
        Assert.Equal(ended.GetProperty("job").GetProperty("jobId").GetString(), Text("jobId"));
        Assert.Equal(item.GetProperty("id").GetInt64(), insight.GetProperty("itemId").GetInt64());
        Assert.Equal(64, Text("inputHash")!.Length);

        string? Text(string name) => insight.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_new_asset_is_captioned_with_what_was_seen_and_read_in_it()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var asset = await app.UploadAsync();

        await ServiceDefaults.Eventually.TrueAsync(async () => (await InsightsAsync(app, asset)).Count == 1, withinSeconds: 60);

        var asked = Assert.Single(app.Models.Asked);
        Assert.Equal("graph_caption", CaptionGateway.PerspectiveOf(asked));
        Assert.Equal("cat", asked.GetProperty("detections")[0].GetProperty("label").GetString());
        Assert.Equal("EXIT", asked.GetProperty("text").GetString());
        Assert.Equal("seen as graph_caption", (await InsightAsync(app, asset, "graph_caption")).GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_image_in_which_nothing_could_be_read_is_not_read_again_for_its_caption()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        app.Models.Words = "";
        var asset = await app.UploadAsync();

        await ServiceDefaults.Eventually.TrueAsync(async () => (await InsightsAsync(app, asset)).Count == 1, withinSeconds: 60);

        Assert.Equal("", Assert.Single(app.Models.Asked).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_model_that_does_not_answer_in_time_is_asked_again_and_then_the_item_failed_with_the_reason()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        app.Models.Answer = _ => Task.FromResult(Results.Problem(
            "llava took longer than 60 s.", statusCode: 504, extensions: new Dictionary<string, object?> { ["code"] = "model-timeout" }));

        var ended = await app.EndedAsync(await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]));

        Assert.Equal("failed", ended.GetProperty("job").GetProperty("status").GetString());
        Assert.Equal("model-timeout: llava took longer than 60 s.", ended.GetProperty("items")[0].GetProperty("error").GetString());
        Assert.Equal(4, app.Models.Asked.Count);
    }

    [Fact]
    public async Task An_image_that_the_gateway_cannot_read_is_not_sent_again()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        app.Models.Answer = _ => Task.FromResult(Results.Problem(
            "It ends early.", statusCode: 422, extensions: new Dictionary<string, object?> { ["code"] = "image-unreadable" }));

        var ended = await app.EndedAsync(await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]));

        Assert.Equal("image-unreadable: It ends early.", ended.GetProperty("items")[0].GetProperty("error").GetString());
        Assert.Single(app.Models.Asked);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_asked_for_once_more_with_its_faults_and_then_the_item_failed()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        app.Models.Answer = _ => Task.FromResult(CaptionGateway.Caption("x", new { tags_list = new[] { "not an object" }, short_caption = "x" }));
        var asset = await app.UploadAsync();

        var ended = await app.EndedAsync(await app.CreateAsync([asset], ["graph_caption"]));

        Assert.Equal(
            "Asked twice, stub-1 gave no answer that fits graph_caption: tags_list[0] must be an object, and is text; "
            + "verification is missing; dense_caption is missing.",
            ended.GetProperty("items")[0].GetProperty("error").GetString());
        var asked = app.Models.Asked.Where(request => request.GetProperty("context").GetArrayLength() > 0).ToList();
        Assert.Contains("- verification is missing", asked[0].GetProperty("context")[0].GetString());
        Assert.Contains("not an object", asked[0].GetProperty("context")[0].GetString());
        Assert.Empty(await InsightsAsync(app, asset));
    }

    [Fact]
    public async Task An_answer_that_is_mended_at_the_second_attempt_is_kept_without_what_was_not_asked_for()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        app.Models.Answer = request => Task.FromResult(request.GetProperty("context").GetArrayLength() == 0
            ? CaptionGateway.Caption("just words", null)
            : CaptionGateway.Caption("mended", new { season = "winter", time_of_day = "dawn", decade = "1970s", clues = new[] { "snow" }, surplus = 1 }));

        var ended = await app.EndedAsync(await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]));

        var result = ended.GetProperty("items")[0].GetProperty("result");
        Assert.Equal("winter", result.GetProperty("season").GetString());
        Assert.False(result.TryGetProperty("surplus", out _));
        Assert.Equal(2, app.Models.Asked.Count);
        Assert.Contains("just words", app.Models.Asked.Last().GetProperty("context")[0].GetString());
    }

    [Fact]
    public async Task An_image_is_sent_no_larger_than_its_resize_resolution_and_never_enlarged()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        await File.WriteAllBytesAsync(Path.Combine(app.Workspace, "wide.png"), Pictures.Png(1600, 40), TestContext.Current.CancellationToken);

        var sizes = new List<int>();
        foreach (var resolution in new[] { "SD_VGA", "HD_720P", "UHD_8K" })
        {
            await app.EndedAsync(await app.CreateAsync(["wide.png"], ["time_tags"], options: new { resize = true, resize_resolution = resolution }));
            sizes.Add(ImageFile.Probe(ImageSource.FromBytes(app.Models.Images.Last())).Width);
        }

        Assert.Equal([640, 1280, 1600], sizes);
    }

    [Fact]
    public async Task An_image_is_captioned_at_once_and_what_does_not_fit_is_given_as_text()
    {
        await using var app = await CaptioningApp.StartAsync(postgres, ("Jobs:RunItems", "false"));
        app.AddFile("a.png");

        var (status, body) = await FromPathAsync(app, new { perspective = "time_tags", image_path = "a.png", context = new[] { "a", "b" }, provider = "stub" });
        app.Models.Answer = _ => Task.FromResult(CaptionGateway.Caption("just words", null));
        var raw = (await FromPathAsync(app, new { perspective = "time_tags", image_path = "a.png" })).Body;
        var outside = await FromPathAsync(app, new { perspective = "time_tags", image_path = "/etc/passwd" });
        var nonsense = await FromPathAsync(app, new { perspective = "time_tags", image_path = "a.png", context = 7 });

        Assert.Equal((200, "time_tags", "stub"), (status, body.GetProperty("perspective").GetString(), body.GetProperty("provider").GetString()));
        Assert.Equal("some season", body.GetProperty("result").GetProperty("season").GetString());
        Assert.Equal(("a\n\nb", 4096), (app.Models.Asked.First().GetProperty("context")[0].GetString(), app.Models.Asked.First().GetProperty("maxTokens").GetInt32()));
        Assert.Equal(("just words", "just words"), (raw.GetProperty("result").GetProperty("text").GetString(), raw.GetProperty("raw_text").GetString()));
        Assert.Equal((400, "image-outside-workspace"), (outside.Status, outside.Body.GetProperty("code").GetString()));
        Assert.Equal((400, "invalid-request"), (nonsense.Status, nonsense.Body.GetProperty("code").GetString()));
    }

    private static async Task<(int Status, JsonElement Body)> FromPathAsync(CaptioningApp app, object request)
    {
        using var response = await app.Backend.Client.PostAsJsonAsync("/api/perspectives/caption-from-path", request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static async Task<List<JsonElement>> InsightsAsync(CaptioningApp app, string asset)
    {
        var view = await app.Backend.Client.GetFromJsonAsync<JsonElement>($"/api/assets/{asset}");
        return [.. view.GetProperty("insights").EnumerateArray().Where(insight => insight.GetProperty("perspective").ValueKind == JsonValueKind.String)];
    }

    private static async Task<JsonElement> InsightAsync(CaptioningApp app, string asset, string perspective) =>
        (await InsightsAsync(app, asset)).Single(insight => insight.GetProperty("perspective").GetString() == perspective);
}
