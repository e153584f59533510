using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Suite.Imaging;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

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
        Assert.Equal("graph_caption", Perspective(asked));
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
    public async Task A_chain_makes_what_a_synthesizer_needs_first_and_gives_it_those_captions_to_read()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var asset = await app.UploadAsync();

        var ended = await app.EndedAsync(await app.CreateAsync([asset], ["synthesized_caption"], type: "DEPENDENCY_CHAIN"));

        Assert.Equal(
            ["graph_caption", "art_critic", "locality_graph", "synthesized_caption"],
            ended.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("perspective").GetString()));
        Assert.Equal("completed", ended.GetProperty("job").GetProperty("status").GetString());
        var context = app.Models.Asked.Single(asked => Perspective(asked) == "synthesized_caption").GetProperty("context");
        Assert.Equal(3, context.GetArrayLength());
        Assert.StartsWith("Tags: some tag some category 0.5\n", context[0].GetString());
    }

    [Fact]
    public async Task A_synthesizer_without_anything_to_read_fails_and_says_so()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);

        var ended = await app.EndedAsync(await app.CreateAsync([app.AddFile("a.png")], ["synthesized_caption"]));

        Assert.Contains("has none yet", ended.GetProperty("items")[0].GetProperty("error").GetString());
        Assert.Empty(app.Models.Asked);
    }

    [Fact]
    public async Task A_backfill_makes_only_what_is_missing()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var (first, second) = (await app.UploadAsync(1), await app.UploadAsync(2));
        await app.EndedAsync(await app.CreateAsync([first], ["time_tags"]));

        var ended = await app.EndedAsync(await app.CreateAsync([first, second], ["time_tags"], type: "BACKFILL"));
        var (status, nothing) = await app.PostAsync(
            "create", new { type = "BACKFILL", images = new[] { first, second }, perspectives = new[] { "time_tags" } });

        Assert.Equal(second, Assert.Single(ended.GetProperty("items").EnumerateArray()).GetProperty("imagePath").GetString());
        Assert.Equal((400, "nothing-missing"), (status, nothing.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_backfill_knows_files_by_what_they_hold_and_perspectives_by_their_version()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        string[] images = [app.AddFile("a.png", 1), app.AddFile("b.png", 2), app.AddFile("touched.png", 3)];
        await app.EndedAsync(await app.CreateAsync(images, ["time_tags"]));
        app.AddFile("b.png", 4);
        File.SetLastWriteTimeUtc(Path.Combine(app.Workspace, "touched.png"), DateTime.UnixEpoch);

        var changed = await app.EndedAsync(await app.CreateAsync(images, ["time_tags"], type: "BACKFILL"));
        await EditAsync(app, "time_tags", "When was this?");
        var edited = await app.EndedAsync(await app.CreateAsync(images, ["time_tags"], type: "BACKFILL"));

        Assert.Equal(["b.png"], Images(changed));
        Assert.Equal(images, Images(edited));
    }

    [Fact]
    public async Task A_chain_takes_prerequisites_that_are_there_as_they_are_and_works_on_files_too()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        string[] images = [app.AddFile("a.png")];
        await app.EndedAsync(await app.CreateAsync(images, ["graph_caption", "art_critic"]));

        var ended = await app.EndedAsync(await app.CreateAsync(images, ["synthesized_caption"], type: "DEPENDENCY_CHAIN"));

        Assert.Equal(
            ["locality_graph", "synthesized_caption"],
            ended.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("perspective").GetString()));
        Assert.Equal("completed", ended.GetProperty("job").GetProperty("status").GetString());
        Assert.Equal(3, app.Models.Asked.Single(asked => Perspective(asked) == "synthesized_caption").GetProperty("context").GetArrayLength());
    }

    [Fact]
    public async Task A_batch_keeps_the_version_that_it_was_made_with()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var app = await CaptioningApp.StartAsync(database, ("Jobs:RunItems", "false"));
        var jobId = await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]);
        await EditAsync(app, "time_tags", "When was this?");

        await using var worker = await CaptioningApp.ReplicaAsync(app, database);
        await app.EndedAsync(jobId);

        var asked = Assert.Single(app.Models.Asked).GetProperty("perspective");
        Assert.Equal("1", asked.GetProperty("version").GetString());
        Assert.StartsWith("Work out when", asked.GetProperty("prompt").GetString(), StringComparison.Ordinal);
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

    [Fact]
    public async Task The_limits_hold_for_all_replicas_together()
    {
        var database = await postgres.CreateDatabaseAsync();
        (string, string?)[] settings = [("MAX_CONCURRENT_JOBS", "1"), ("MAX_CONCURRENT_ITEMS", "2")];
        await using var app = await CaptioningApp.StartAsync(database, settings);
        await using var replica = await CaptioningApp.ReplicaAsync(app, database, settings);
        var (running, most) = (0, 0);
        var gate = new Lock();
        app.Models.Answer = async request =>
        {
            lock (gate)
                most = Math.Max(most, ++running);
            await Task.Delay(40);
            lock (gate)
                running--;
            return CaptionGateway.Fitting(request);
        };
        string[] images = [.. Enumerable.Range(0, 8).Select(seed => app.AddFile($"{seed}.png", seed))];

        var first = await app.CreateAsync(images, ["time_tags"]);
        var second = await app.CreateAsync(images, ["time_tags"]);
        await app.EndedAsync(first);
        await app.EndedAsync(second);

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task No_more_batches_and_captions_run_at_once_than_configured()
    {
        await using var app = await CaptioningApp.StartAsync(
            postgres, ("MAX_CONCURRENT_JOBS", "1"), ("MAX_CONCURRENT_ITEMS", "2"));
        var (running, most) = (0, 0);
        var gate = new Lock();
        app.Models.Answer = async request =>
        {
            lock (gate)
                most = Math.Max(most, ++running);
            await Task.Delay(40);
            lock (gate)
                running--;
            return CaptionGateway.Fitting(request);
        };
        string[] images = [.. Enumerable.Range(0, 5).Select(seed => app.AddFile($"{seed}.png", seed))];

        var first = await app.CreateAsync(images, ["time_tags"]);
        var second = await app.CreateAsync(images, ["time_tags"], type: "DATASET_PERSPECTIVE");
        await app.EndedAsync(first);
        await app.EndedAsync(second);

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_batch_cancelled_while_the_model_thinks_stops_waiting_for_it()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var asked = new TaskCompletionSource();
        app.Models.Answer = async request =>
        {
            asked.TrySetResult();
            await Task.Delay(TimeSpan.FromSeconds(20));
            return CaptionGateway.Fitting(request);
        };
        var jobId = await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]);
        await asked.Task;

        await app.PostAsync($"cancel/{jobId}");
        var ended = await app.EndedAsync(jobId);

        Assert.Equal("cancelled", ended.GetProperty("items")[0].GetProperty("status").GetString());
    }

    private static IEnumerable<string?> Images(JsonElement ended) =>
        ended.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("imagePath").GetString());

    private static async Task EditAsync(CaptioningApp app, string name, string prompt)
    {
        var listed = await app.Backend.Client.GetFromJsonAsync<JsonNode>("/api/perspectives/list");
        var perspective = listed!["perspectives"]!.AsArray().Single(one => (string?)one!["name"] == name)!;
        perspective["prompt"] = prompt;
        using var response = await app.Backend.Client.PutAsJsonAsync($"/api/perspectives/{name}", perspective);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<(int Status, JsonElement Body)> FromPathAsync(CaptioningApp app, object request)
    {
        using var response = await app.Backend.Client.PostAsJsonAsync("/api/perspectives/caption-from-path", request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static string? Perspective(JsonElement asked) => asked.GetProperty("perspective").GetProperty("name").GetString();

    private static async Task<List<JsonElement>> InsightsAsync(CaptioningApp app, string asset)
    {
        var view = await app.Backend.Client.GetFromJsonAsync<JsonElement>($"/api/assets/{asset}");
        return [.. view.GetProperty("insights").EnumerateArray().Where(insight => insight.GetProperty("perspective").ValueKind == JsonValueKind.String)];
    }

    private static async Task<JsonElement> InsightAsync(CaptioningApp app, string asset, string perspective) =>
        (await InsightsAsync(app, asset)).Single(insight => insight.GetProperty("perspective").GetString() == perspective);
}
