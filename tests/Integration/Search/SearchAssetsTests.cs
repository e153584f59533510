using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Suite.Bench.Search;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Search;

public sealed class SearchAssetsTests(SearchRigFixture rig, PostgresServer postgres) : IClassFixture<SearchRigFixture>
{
    [Fact]
    public async Task A_sentence_finds_an_asset_by_meaning()
    {
        using var team = await rig.NewTeamAsync();
        var cat = await team.PutAsync("A fluffy orange cat sleeps curled up on a grey sofa.");
        await team.PutAsync("Bar chart of yearly rainfall in six cities.");

        var answer = await team.SearchAsync("a feline napping on the couch");

        var first = answer.GetProperty("items")[0];
        Assert.Equal(cat, first.GetProperty("asset").GetProperty("id").GetGuid());
        Assert.Equal("A fluffy orange cat sleeps curled up on a grey sofa.", first.GetProperty("asset").GetProperty("caption").GetString());
        Assert.True(first.GetProperty("matches")[0].GetProperty("arms").GetProperty("semantic").GetDouble() > 0.4);
        Assert.Equal("hybrid", answer.GetProperty("mode").GetString());
    }

    [Theory]
    [InlineData("IMG_20931")]
    [InlineData("img_20931.JPG")]
    [InlineData("20931")]
    public async Task A_file_name_finds_its_asset_however_it_is_written(string query)
    {
        using var team = await rig.NewTeamAsync();
        var asset = await team.PutAsync("A street at night.", "IMG_20931.jpg");
        await team.PutAsync("A street by day.", "IMG_20913.jpg");

        Assert.Equal(asset, (await team.IdsAsync(query))[0]);
        Assert.Equal(asset, (await team.IdsAsync(query, "&mode=keyword"))[0]);
    }

    [Fact]
    public async Task A_pasted_id_finds_its_asset()
    {
        using var team = await rig.NewTeamAsync();
        var asset = await team.PutAsync("A street at night.");
        await team.PutAsync("A street by day.");

        Assert.Equal([asset], await team.IdsAsync(asset.ToString(), "&mode=keyword"));
    }

    [Fact]
    public async Task A_deleted_asset_is_out_of_the_results_at_once()
    {
        using var team = await rig.NewTeamAsync();
        var kept = await team.PutAsync("A red tractor ploughs a field.");
        var deleted = await team.PutAsync("A blue tractor ploughs a field.");

        team.Rig.Shelf.Remove(team.Team, deleted);

        Assert.Equal([kept], await team.IdsAsync("tractor"));
    }

    [Fact]
    public async Task Another_teams_texts_are_neither_found_nor_counted()
    {
        using var team = await rig.NewTeamAsync();
        var ours = await team.PutAsync("A zeppelin above the harbour.");
        await team.PutAsync("A harbour at night.");
        var before = await team.SearchAsync("zeppelin harbour");

        // If anyone's texts counted, the word would have become a common one.
        using var strangers = await rig.NewTeamAsync();
        foreach (var number in Enumerable.Range(0, 20))
            await strangers.PutAsync($"A zeppelin, number {number}.");
        var after = await team.SearchAsync("zeppelin harbour");

        Assert.Equal(SearchTeam.Ids(before), SearchTeam.Ids(after));
        Assert.Equal(ours, SearchTeam.Ids(after)[0]);
        Assert.Equal(Scores(before), Scores(after));
    }

    [Fact]
    public async Task Without_the_model_gateway_words_still_find_and_the_answer_says_so()
    {
        await using var own = await SearchRig.StartAsync(await postgres.CreateDatabaseAsync(), await NativeSetup.PathOfAsync("weights"));
        using var team = await SearchTeam.CreateAsync(own);
        var asset = await team.PutAsync("A lighthouse in a storm.");
        await own.StopModelsAsync();

        var answer = await team.SearchAsync("lighthouse", "&mode=semantic");

        Assert.Equal([asset], SearchTeam.Ids(answer));
        Assert.True(answer.GetProperty("degraded").GetBoolean());
        Assert.Equal("keyword", answer.GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        using var team = await rig.NewTeamAsync();
        var all = new List<Guid>();
        foreach (var number in Enumerable.Range(1, 7))
            all.Add(await team.PutAsync($"Sunflowers in vase number {number}."));

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await team.SearchAsync("sunflowers", $"&limit=3&cursor={cursor}");
            seen.AddRange(SearchTeam.Ids(page));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(all.Order(), seen.Order());
    }

    [Theory]
    [InlineData("", "empty-query")]
    [InlineData("q=", "empty-query")]
    [InlineData("q=%20%09", "empty-query")]
    [InlineData("q=cat&mode=fuzzy", "unknown-mode")]
    [InlineData("q=cat&limit=0", "invalid-limit")]
    [InlineData("q=cat&limit=101", "invalid-limit")]
    [InlineData("q=cat&cursor=nonsense", "invalid-cursor")]
    public async Task A_request_that_makes_no_sense_is_refused_with_its_reason(string query, string code)
    {
        using var team = await rig.NewTeamAsync();

        using var response = await team.Http.GetAsync($"/api/search?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("'; drop table search.text; --")]
    [InlineData("%_\\ & | ! ( ) <-> :*")]
    [InlineData("日本語 العربية 😀")]
    [InlineData("\u0000\uFFFD")]
    public async Task Any_text_can_be_searched_for(string query)
    {
        using var team = await rig.NewTeamAsync();
        await team.PutAsync("A cat.");

        await team.SearchAsync(query);
        await team.SearchAsync(query, "&mode=keyword");
    }

    private static IEnumerable<double> Scores(JsonElement answer) =>
        answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("score").GetDouble());
}
