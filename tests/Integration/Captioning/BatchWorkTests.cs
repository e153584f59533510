using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Captioning;

/// <summary>Many captions together: chains, backfills, versions, limits and cancellation.</summary>
public class BatchWorkTests(PostgresServer postgres)
{
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
        var context = app.Models.Asked.Single(asked => CaptionGateway.PerspectiveOf(asked) == "synthesized_caption").GetProperty("context");
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
        Assert.Equal(3, app.Models.Asked.Single(asked => CaptionGateway.PerspectiveOf(asked) == "synthesized_caption").GetProperty("context").GetArrayLength());
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
    public async Task The_limits_hold_for_all_replicas_together()
    {
        var database = await postgres.CreateDatabaseAsync();
        (string, string?)[] settings = [("MAX_CONCURRENT_JOBS", "1"), ("MAX_CONCURRENT_ITEMS", "2")];
        await using var app = await CaptioningApp.StartAsync(database, settings);
        await using var replica = await CaptioningApp.ReplicaAsync(app, database, settings);
        var crowd = new Crowd(full: 2);
        app.Models.Answer = crowd.AnswerAsync;
        string[] images = [.. Enumerable.Range(0, 8).Select(seed => app.AddFile($"{seed}.png", seed))];

        var first = await app.CreateAsync(images, ["time_tags"]);
        var second = await app.CreateAsync(images, ["time_tags"]);
        await app.EndedAsync(first);
        await app.EndedAsync(second);

        Assert.Equal(2, crowd.Most);
    }

    [Fact]
    public async Task No_more_batches_and_captions_run_at_once_than_configured()
    {
        await using var app = await CaptioningApp.StartAsync(
            postgres, ("MAX_CONCURRENT_JOBS", "1"), ("MAX_CONCURRENT_ITEMS", "2"));
        var crowd = new Crowd(full: 2);
        app.Models.Answer = crowd.AnswerAsync;
        string[] images = [.. Enumerable.Range(0, 5).Select(seed => app.AddFile($"{seed}.png", seed))];

        var first = await app.CreateAsync(images, ["time_tags"]);
        var second = await app.CreateAsync(images, ["time_tags"], type: "DATASET_PERSPECTIVE");
        await app.EndedAsync(first);
        await app.EndedAsync(second);

        Assert.Equal(2, crowd.Most);
    }

    [Fact]
    public async Task A_batch_cancelled_while_the_model_thinks_stops_waiting_for_it()
    {
        await using var app = await CaptioningApp.StartAsync(postgres);
        var (asked, over) = (new TaskCompletionSource(), new TaskCompletionSource());
        app.Models.Answer = async request =>
        {
            asked.TrySetResult();
            await over.Task;
            return CaptionGateway.Fitting(request);
        };
        var jobId = await app.CreateAsync([app.AddFile("a.png")], ["time_tags"]);
        await asked.Task;

        await app.PostAsync($"cancel/{jobId}");
        var ended = await app.EndedAsync(jobId);
        over.SetResult();

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

    /// <summary>Counts the captions that are made at the same time. None is done before <paramref name="full"/> have been made together.</summary>
    private sealed class Crowd(int full)
    {
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _gate = new();
        private int _present;

        public int Most { get; private set; }

        public async Task<IResult> AnswerAsync(JsonElement request)
        {
            lock (_gate)
            {
                Most = Math.Max(Most, ++_present);
                if (_present >= full)
                    _full.TrySetResult();
            }
            await _full.Task;
            await Task.Delay(40);
            lock (_gate)
                _present--;
            return CaptionGateway.Fitting(request);
        }
    }
}
