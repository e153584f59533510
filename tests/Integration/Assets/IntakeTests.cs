using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Suite.Access;
using Suite.Assets;
using Suite.Jobs;
using Suite.Platform;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Assets;

public sealed class IntakeTests(PostgresServer postgres) : IAsyncLifetime
{
    private AssetsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AssetsHost.StartAsync(postgres, runItems: true);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_allowed_image_becomes_ready_with_variants_and_insights_of_known_lineage()
    {
        var client = _host.As();
        var uploaded = await client.UploadAsync(("cat.png", Pictures.Png(1500, 900)));
        var id = uploaded.GetProperty("results")[0].GetProperty("asset").GetProperty("id").GetGuid();

        var asset = await client.InStateAsync(id, "ready");

        Assert.Equal(
            [("thumbnail", 256, 154), ("small", 512, 307), ("medium", 1024, 614), ("large", 1500, 900)],
            asset.GetProperty("variants").EnumerateArray().Select(variant =>
                (variant.Text("name"), variant.GetProperty("width").GetInt32(), variant.GetProperty("height").GetInt32())));
        var insights = asset.GetProperty("insights").EnumerateArray().ToDictionary(insight => insight.Text("kind")!);
        Assert.Equal(["detections", "moderation", "text"], insights.Keys.Order());
        Assert.All(insights.Values, insight =>
        {
            Assert.Equal(("stub", "stub-1", "model"), (insight.Text("provider"), insight.Text("model"), insight.Text("method")));
            Assert.Equal(uploaded.GetProperty("jobId").GetGuid(), insight.GetProperty("jobId").GetGuid());
            Assert.Equal(asset.Text("sha256"), insight.Text("inputHash"));
            Assert.True(insight.GetProperty("itemId").GetInt64() > 0 && insight.GetProperty("attemptId").GetInt64() > 0);
        });
        Assert.True(insights["moderation"].GetProperty("content").GetProperty("allowed").GetBoolean());
        Assert.Equal(0.3, insights["detections"].GetProperty("content").GetProperty("detections")[0].GetProperty("box").GetProperty("width").GetDouble());
        Assert.Equal("EXIT", insights["text"].GetProperty("content").GetProperty("lines")[0].Text("text"));
        Assert.Equal("EXIT", insights["text"].Text("text"));
        Assert.Equal(0, _host.FilesIn("staging"));
    }

    [Fact]
    public async Task Models_are_shown_small_jpegs_and_not_the_original()
    {
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(2600, 1300));

        await client.InStateAsync(id, "ready");

        Assert.Equal(
            [("detect", 2048, 1024), ("extract", 2048, 1024), ("moderate", 512, 256)],
            _host.Models.Seen.Select(seen => (seen.Task, seen.Image.Width, seen.Image.Height)).Order());
    }

    [Fact]
    public async Task Transparency_survives_in_the_variants()
    {
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(300, 200, alpha: 100));

        var asset = await client.InStateAsync(id, "ready");

        Assert.All(asset.GetProperty("variants").EnumerateArray(), variant => Assert.Equal("image/webp", variant.Text("contentType")));
    }

    [Fact]
    public async Task A_blocked_image_is_quarantined_with_the_reason_and_nothing_more_is_done_with_it()
    {
        _host.Models.Moderate = () => ModelGatewayStub.Answer(new { allowed = false, label = "porn", confidence = 0.97, scores = new { porn = 0.97 } });
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(300, 200));

        var asset = await client.InStateAsync(id, "quarantined");

        await JobsDoneAsync();
        Assert.Null(await _host.Get<IAssets>().OpenAsync(client.Team, id, null, CancellationToken.None));
        Assert.Equal(["moderation"], (await client.AssetAsync(id)).GetProperty("insights").EnumerateArray().Select(insight => insight.Text("kind")));
        Assert.Contains("porn", asset.Text("failure"));
        Assert.Equal("quarantined", (await client.AssetAsync(id)).Text("state"));
        Assert.DoesNotContain(_host.Models.Seen, seen => seen.Task != "moderate");
        Assert.Empty((await client.AssetAsync(id)).GetProperty("variants").EnumerateArray());
        Assert.Empty(await _host.Get<IAssets>().TextsAsync(client.Team, id, CancellationToken.None));
    }

    public static TheoryData<string, IResult> UselessAnswers => new()
    {
        { "unavailable", Results.Problem("The model is not loaded.", statusCode: 503) },
        { "empty", Results.Json(new { }) },
        { "no verdict", Results.Json(new { label = "neutral", confidence = 1, scores = new { }, provider = "p", model = "m", method = "model" }) },
        { "not JSON", Results.Text("all is well") },
        { "refused", Results.Problem("That is no image.", statusCode: 422) },
    };

    [Theory]
    [MemberData(nameof(UselessAnswers))]
    public async Task Without_a_clear_yes_from_moderation_an_image_is_never_shown(string what, IResult answer)
    {
        _host.Models.Moderate = () => answer;
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(300, 200));

        var asset = await client.InStateAsync(id, "quarantined");

        using var content = await client.Http.GetAsync($"/api/assets/{id}/content");
        Assert.Equal("asset-quarantined", await content.CodeAsync());
        Assert.Contains("Step moderate failed", asset.Text("failure"));
        Assert.Equal(1, await _host.CountAsync("select count(*) from jobs.ended_item where state = 'failed'"));
        Assert.True(_host.Models.Seen.Count == (what == "refused" ? 1 : 7), $"{what}: {_host.Models.Seen.Count} attempts");
    }

    [Fact]
    public async Task A_moderation_that_recovers_lets_the_image_pass()
    {
        var calls = 0;
        var allowed = _host.Models.Moderate;
        _host.Models.Moderate = () => ++calls < 3 ? Results.StatusCode(503) : allowed();
        var client = _host.As();

        var id = await client.UploadOneAsync(Pictures.Png(300, 200));

        await client.InStateAsync(id, "ready");
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task A_failed_analysis_fails_the_asset_with_the_reason_and_leaves_it_visible()
    {
        _host.Models.Extract = () => Results.Problem("Words escape me.", statusCode: 422);
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(300, 200));

        var asset = await client.InStateAsync(id, "failed");

        using var content = await client.Http.GetAsync($"/api/assets/{id}/content?variant=thumbnail");
        Assert.Contains("Words escape me.", asset.Text("failure"));
        Assert.True(content.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Uploading_a_failed_image_again_tries_again()
    {
        var working = _host.Models.Detect;
        _host.Models.Detect = () => Results.Problem("No.", statusCode: 422);
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(300, 200));
        await client.InStateAsync(id, "failed");
        _host.Models.Detect = working;

        var again = await client.UploadAsync(("again.png", Pictures.Png(300, 200)));

        Assert.Equal("duplicate", again.GetProperty("results")[0].Text("status"));
        Assert.NotEqual(JsonValueKind.Null, again.GetProperty("results")[0].GetProperty("jobId").ValueKind);
        var asset = await client.InStateAsync(id, "ready");
        Assert.Equal(JsonValueKind.Null, asset.GetProperty("failure").ValueKind);
    }

    [Fact]
    public async Task Uploading_a_blocked_image_again_changes_nothing()
    {
        _host.Models.Moderate = () => ModelGatewayStub.Answer(new { allowed = false, label = "porn", confidence = 0.97, scores = new { porn = 0.97 } });
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(300, 200));
        await client.InStateAsync(id, "quarantined");

        var again = await client.UploadAsync(("again.png", Pictures.Png(300, 200)));

        Assert.Equal(JsonValueKind.Null, again.GetProperty("results")[0].GetProperty("jobId").ValueKind);
        Assert.Equal("quarantined", (await client.AssetAsync(id)).Text("state"));
    }

    [Fact]
    public async Task Each_step_is_announced_on_the_live_channel()
    {
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(300, 200));
        await client.InStateAsync(id, "ready");

        await Eventually.TrueAsync(async () => (await ChangesAsync(client.Team)).Contains("updated ready"));

        var changes = await ChangesAsync(client.Team);
        Assert.Equal("created processing", changes[0]);
        Assert.Equal(3, changes.Count(change => change == "insight processing"));
    }

    private Task<List<string>> ChangesAsync(Guid team) => _host.Db.QueryAsync(
        """
        select payload::json ->> 'change' || ' ' || (payload::json ->> 'state')
        from platform.live_message where team_id = $1 and topic = 'assets.asset-changed' order by seq
        """,
        args => args.Add(team), row => row.GetString(0), CancellationToken.None);

    private Task JobsDoneAsync() => Eventually.TrueAsync(async () =>
        await _host.CountAsync("select count(*) from jobs.item") == 0);
}
