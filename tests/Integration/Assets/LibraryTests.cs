using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Access;
using Suite.Assets;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Assets;

public sealed class LibraryTests(SharedAssets shared) : IClassFixture<SharedAssets>
{
    private readonly AssetsHost _host = shared.Host;

    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("name")]
    public async Task Pages_follow_each_other_without_gap_or_repeat(string sort)
    {
        var client = _host.As();
        var names = new[] { "delta", "Bravo", "alpha", "echo", "Charlie", "alpha", "foxtrot" };
        await client.UploadAsync([.. names.Select((name, index) => ($"{name}.png", Pictures.Png(30, 20, seed: index)))]);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync($"/api/assets?sort={sort}&limit=3&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(asset => asset.Text("fileName")![..^4]));
            cursor = page.Text("nextCursor");
        }
        while (cursor is not null);

        Assert.Equal(
            sort switch
            {
                "newest" => names.Reverse(),
                "oldest" => names,
                _ => names.OrderBy(name => name, StringComparer.OrdinalIgnoreCase),
            },
            seen);
    }

    [Fact]
    public async Task Filters_narrow_the_list_together()
    {
        var client = _host.As();
        await client.UploadAsync(("Beach 100%.png", Pictures.Png(30, 20)), ("forest.png", Pictures.Png(30, 20, seed: 1)), ("beach.pdf", "%PDF-1.4 and so on"u8.ToArray()));

        Assert.Equal(["Beach 100%.png"], await NamesAsync(client, "q=beach&kind=image"));
        Assert.Equal(["Beach 100%.png"], await NamesAsync(client, "q=100%25"));
        Assert.Empty(await NamesAsync(client, "q=1%25%25"));
        Assert.Equal(["beach.pdf"], await NamesAsync(client, "state=ready"));
        Assert.Equal(["Beach 100%.png", "forest.png"], await NamesAsync(client, "state=processing"));
        Assert.Empty(await NamesAsync(client, "deleted=true"));
    }

    [Theory]
    [InlineData("limit=0", "invalid-limit")]
    [InlineData("limit=201", "invalid-limit")]
    [InlineData("cursor=nonsense!", "invalid-cursor")]
    [InlineData("kind=sculpture", "invalid-filter")]
    [InlineData("state=3", "invalid-filter")]
    [InlineData("sort=random", "invalid-filter")]
    public async Task A_wish_that_cannot_be_met_is_a_bad_request(string query, string code)
    {
        using var response = await _host.As().Http.GetAsync($"/api/assets?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, await response.CodeAsync()));
    }

    [Fact]
    public async Task Another_teams_assets_do_not_exist()
    {
        var owner = _host.As();
        var id = await owner.UploadOneAsync(Pictures.Png(30, 20));
        var stranger = _host.As(Role.Admin);
        var calls = new Dictionary<string, Task<HttpResponseMessage>>
        {
            ["get"] = stranger.Http.GetAsync($"/api/assets/{id}"),
            ["content"] = stranger.Http.GetAsync($"/api/assets/{id}/content"),
            ["patch"] = stranger.Http.PatchAsJsonAsync($"/api/assets/{id}", new { description = "mine now" }),
            ["delete"] = stranger.Http.DeleteAsync($"/api/assets/{id}"),
            ["restore"] = stranger.Http.PostAsync($"/api/assets/{id}/restore", null),
        };

        foreach (var (what, call) in calls)
            Assert.True((await call).StatusCode == HttpStatusCode.NotFound, what);
        Assert.Empty(await NamesAsync(stranger, ""));
        var door = _host.Get<IAssets>();
        Assert.Null(await door.FindAsync(stranger.Team, id, CancellationToken.None));
        Assert.Null(await door.OpenAsync(stranger.Team, id, null, CancellationToken.None));
        Assert.Empty(await door.FindManyAsync(stranger.Team, [id], CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_team()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_host.Url) };

        using var response = await http.GetAsync("/api/assets");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_description_can_be_written_changed_and_removed()
    {
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(30, 20));

        Assert.Equal("A cat", (await PatchAsync(client, id, new { description = "A cat" })).Text("description"));
        Assert.Equal(["A cat"], (await _host.Get<IAssets>().TextsAsync(client.Team, id, CancellationToken.None)).Select(text => text.Text));
        var renamed = await PatchAsync(client, id, new { fileName = "../cat.png" });
        Assert.Equal(("A cat", "cat.png"), (renamed.Text("description"), renamed.Text("fileName")));
        Assert.Null((await PatchAsync(client, id, new { description = "" })).Text("description"));
    }

    [Theory]
    [InlineData("{\"description\": 5}")]
    [InlineData("{\"description\": ")]
    [InlineData("{\"description\": \"a\\u0000b\"}")]
    [InlineData("{\"fileName\": \"\"}")]
    public async Task A_malformed_change_is_a_bad_request(string json)
    {
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(30, 20));

        using var response = await client.Http.PatchAsync(
            $"/api/assets/{id}", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_deleted_asset_is_listed_apart_and_makes_room_for_the_same_bytes()
    {
        var client = _host.As();
        var first = await client.UploadOneAsync(Pictures.Png(30, 20));
        using var deleted = await client.Http.DeleteAsync($"/api/assets/{first}");
        var second = await client.UploadOneAsync(Pictures.Png(30, 20));

        using var restored = await client.Http.PostAsync($"/api/assets/{first}/restore", null);

        Assert.NotEqual(first, second);
        Assert.Single(await NamesAsync(client, "deleted=true"));
        Assert.Single(await NamesAsync(client, ""));
        Assert.Equal((HttpStatusCode.Conflict, "asset-duplicate"), (restored.StatusCode, await restored.CodeAsync()));
        Assert.NotNull((await client.AssetAsync(first)).Text("deletedAt"));
    }

    [Fact]
    public async Task A_newer_insight_replaces_the_older_one_which_is_kept()
    {
        var client = _host.As();
        var id = await client.UploadOneAsync(Pictures.Png(30, 20));
        var door = _host.Get<IAssets>();
        Task Caption(string text, string perspective) => _host.Db.InTransactionAsync(
            sql => door.AddInsightAsync(
                sql,
                new NewInsight(client.Team, id, InsightKind.Caption, JsonElement.Parse($$"""{"text":"{{text}}"}"""), text, "p", "m", "template", "hash", perspective, "1"),
                CancellationToken.None),
            CancellationToken.None);

        await Caption("first", "plain");
        await Caption("second", "plain");
        await Caption("other", "artist");

        Assert.Equal(["second", "other"], (await door.InsightsAsync(client.Team, id, CancellationToken.None)).Select(insight => insight.Text));
        Assert.Equal(
            [("artist", "other"), ("plain", "second")],
            (await door.TextsAsync(client.Team, id, CancellationToken.None)).Select(text => (text.SourceKey, text.Text)).Order());
        Assert.Equal(3, await _host.CountAsync($"select count(*) from assets.insight where asset_id = '{id}'"));
    }

    private static async Task<IEnumerable<string?>> NamesAsync(AssetsClient client, string query) =>
        (await client.GetAsync($"/api/assets?sort=name&{query}")).GetProperty("items").EnumerateArray().Select(asset => asset.Text("fileName"));

    private static async Task<JsonElement> PatchAsync(AssetsClient client, Guid id, object change)
    {
        using var response = await client.Http.PatchAsJsonAsync($"/api/assets/{id}", change);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
