using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Access;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Assets;

public sealed class CollectionTests(SharedAssets shared) : IClassFixture<SharedAssets>
{
    private readonly AssetsHost _host = shared.Host;

    [Fact]
    public async Task An_asset_is_a_member_once_and_counts_while_it_is_not_deleted()
    {
        var client = _host.As();
        var collection = await CreateAsync(client, "Holiday");
        var asset = await client.UploadOneAsync(Pictures.Png(30, 20));

        for (var again = 0; again < 2; again++)
            Assert.Equal(HttpStatusCode.NoContent, (await client.Http.PutAsync($"/api/collections/{collection}/assets/{asset}", null)).StatusCode);

        Assert.Equal(1, (await client.GetAsync($"/api/collections/{collection}")).GetProperty("assetCount").GetInt32());
        Assert.Equal([collection], (await client.AssetAsync(asset)).GetProperty("collections").EnumerateArray().Select(id => id.GetGuid()));
        (await client.Http.DeleteAsync($"/api/assets/{asset}")).Dispose();
        Assert.Equal(0, (await client.GetAsync($"/api/collections/{collection}")).GetProperty("assetCount").GetInt32());
    }

    [Fact]
    public async Task An_asset_can_be_taken_out_once()
    {
        var client = _host.As();
        var collection = await CreateAsync(client, "Holiday");
        var asset = await client.UploadOneAsync(Pictures.Png(30, 20));
        (await client.Http.PutAsync($"/api/collections/{collection}/assets/{asset}", null)).Dispose();

        using var first = await client.Http.DeleteAsync($"/api/collections/{collection}/assets/{asset}");
        using var second = await client.Http.DeleteAsync($"/api/collections/{collection}/assets/{asset}");

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound], [first.StatusCode, second.StatusCode]);
    }

    [Fact]
    public async Task A_deleted_collection_leaves_its_assets()
    {
        var client = _host.As();
        var collection = await CreateAsync(client, "Holiday");
        var asset = await client.UploadOneAsync(Pictures.Png(30, 20));
        (await client.Http.PutAsync($"/api/collections/{collection}/assets/{asset}", null)).Dispose();

        using var deleted = await client.Http.DeleteAsync($"/api/collections/{collection}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty((await client.AssetAsync(asset)).GetProperty("collections").EnumerateArray());
    }

    [Fact]
    public async Task Collections_are_listed_in_pages_newest_first()
    {
        var client = _host.As();
        var created = new List<Guid>();
        foreach (var name in new[] { "one", "two", "three" })
            created.Add(await CreateAsync(client, name));

        var first = await client.GetAsync("/api/collections?limit=2");
        var second = await client.GetAsync($"/api/collections?limit=2&cursor={first.Text("nextCursor")}");

        Assert.Equal(
            created.OrderDescending(),
            first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("id").GetGuid()));
        Assert.Null(second.Text("nextCursor"));
    }

    [Fact]
    public async Task Name_and_description_can_be_changed_apart()
    {
        var client = _host.As();
        var collection = await CreateAsync(client, "Holiday");

        using var described = await client.Http.PatchAsJsonAsync($"/api/collections/{collection}", new { description = "At the sea" });
        using var renamed = await client.Http.PatchAsJsonAsync($"/api/collections/{collection}", new { name = "Winter" });

        var view = await renamed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("Winter", "At the sea"), (view.Text("name"), view.Text("description")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"name\": \"  \"}")]
    [InlineData("{\"name\": \"a\\u0000\"}")]
    public async Task A_collection_needs_a_name(string json)
    {
        using var response = await _host.As().Http.PostAsync(
            "/api/collections", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Another_teams_collections_and_assets_do_not_exist()
    {
        var owner = _host.As();
        var theirs = await CreateAsync(owner, "Theirs");
        var theirAsset = await owner.UploadOneAsync(Pictures.Png(30, 20));
        var stranger = _host.As(Role.Admin);
        var mine = await CreateAsync(stranger, "Mine");
        var myAsset = await stranger.UploadOneAsync(Pictures.Png(30, 20));

        Assert.Equal("collection-not-found", await (await stranger.Http.GetAsync($"/api/collections/{theirs}")).CodeAsync());
        Assert.Equal("collection-not-found", await (await stranger.Http.PutAsync($"/api/collections/{theirs}/assets/{myAsset}", null)).CodeAsync());
        Assert.Equal("asset-not-found", await (await stranger.Http.PutAsync($"/api/collections/{mine}/assets/{theirAsset}", null)).CodeAsync());
        Assert.Equal("collection-not-found", await (await stranger.Http.DeleteAsync($"/api/collections/{theirs}")).CodeAsync());
        Assert.Empty((await stranger.GetAsync($"/api/assets?collectionId={theirs}")).GetProperty("items").EnumerateArray());
    }

    private static async Task<Guid> CreateAsync(AssetsClient client, string name)
    {
        using var response = await client.Http.PostAsJsonAsync("/api/collections", new { name });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}
