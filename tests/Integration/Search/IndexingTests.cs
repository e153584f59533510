using Microsoft.Extensions.DependencyInjection;
using Suite.Assets;
using Suite.Jobs;
using Suite.Platform;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Search;

public sealed class IndexingTests(SearchRigFixture rig) : IClassFixture<SearchRigFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_changed_is_embedded()
    {
        using var team = await rig.NewTeamAsync();
        var id = Guid.NewGuid();

        Assert.Equal((3, 2), await IndexAsync(team, id, "A cat.", "On a sofa."));
        Assert.Equal((3, 0), await IndexAsync(team, id, "A cat.", "On a sofa."));
        Assert.Equal((3, 1), await IndexAsync(team, id, "A cat.", "On a chair."));
    }

    [Fact]
    public async Task A_text_that_the_team_has_embedded_before_is_not_embedded_again()
    {
        using var team = await rig.NewTeamAsync();
        await IndexAsync(team, Guid.NewGuid(), "A cat.", "On a sofa.");

        Assert.Equal((3, 0), await IndexAsync(team, Guid.NewGuid(), "On a sofa.", "A cat."));
    }

    [Fact]
    public async Task A_text_that_went_is_found_no_more()
    {
        using var team = await rig.NewTeamAsync();
        var id = await team.PutAsync("A zeppelin.");

        await team.PutAsync("A balloon.", id: id);

        Assert.Empty(await team.IdsAsync("zeppelin", "&mode=keyword"));
        Assert.Equal([id], await team.IdsAsync("balloon", "&mode=keyword"));
    }

    [Fact]
    public async Task A_changed_text_is_indexed_by_the_event_that_announces_it()
    {
        using var team = await rig.NewTeamAsync();
        var asset = team.Rig.Shelf.Put(team.Team, Guid.NewGuid(), "untitled.png", ("description", "A windmill in the fog."));

        await AnnounceAsync(team, new AssetTextChanged(asset.Id, JobKind: null));

        await Eventually.TrueAsync(async () => (await team.IdsAsync("windmill", "&mode=keyword")).Contains(asset.Id));
    }

    [Fact]
    public async Task The_intakes_own_texts_make_no_second_job()
    {
        using var team = await rig.NewTeamAsync();
        var own = team.Rig.Shelf.Put(team.Team, Guid.NewGuid(), "untitled.png", ("caption", "A windmill in the fog."));
        var other = team.Rig.Shelf.Put(team.Team, Guid.NewGuid(), "untitled.png", ("caption", "A windmill at noon."));

        await AnnounceAsync(team, new AssetTextChanged(own.Id, AssetIntake.Kind), new AssetTextChanged(other.Id, "perspective-captions"));

        await Eventually.TrueAsync(async () => (await team.IdsAsync("windmill", "&mode=keyword")).Contains(other.Id));
        Assert.DoesNotContain(own.Id, await team.IdsAsync("windmill", "&mode=keyword"));
    }

    [Fact]
    public async Task A_long_text_is_found_by_its_end_as_well_as_its_beginning()
    {
        using var team = await rig.NewTeamAsync();
        var filler = string.Concat(Enumerable.Repeat("The committee met and took note of the report. ", 60));
        var minutes = await team.PutAsync($"{filler}Finally a dog chased the postman down the street.");
        await team.PutAsync("A page of plain text about nothing in particular.");

        Assert.Equal(minutes, (await team.IdsAsync("puppy running after the mailman", "&mode=semantic"))[0]);
    }

    private static async Task<(int Texts, int Embedded)> IndexAsync(SearchTeam team, Guid id, string caption, string description)
    {
        team.Rig.Shelf.Put(team.Team, id, "untitled.png", ("caption", caption), ("description", description));
        var job = await team.Rig.IndexAsync(team.Team, [id], Cancel);
        var items = await team.Rig.Services.GetRequiredService<IJobQueue>().ListItemsAsync(team.Team, job.Id, null, 1, null, Cancel);
        var result = items.Items[0].Result!.Value;
        return (result.GetProperty("texts").GetInt32(), result.GetProperty("embedded").GetInt32());
    }

    private static Task AnnounceAsync(SearchTeam team, params AssetTextChanged[] changes)
    {
        var outbox = team.Rig.Services.GetRequiredService<IOutbox>();
        var events = changes.Select(change => new NewEvent(AssetTextChanged.Topic, team.Team, change)).ToList();
        return team.Rig.Services.GetRequiredService<Db>().InTransactionAsync(sql => outbox.AddAsync(sql, events, Cancel), Cancel);
    }
}
