using Suite.Bench.Search;
using Suite.Search.Ranking;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Search;

public sealed class SearchQualityTests(PostgresServer postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hybrid_is_at_least_as_good_as_the_better_arm_in_every_class()
    {
        var set = LabelledSet.Read();
        await using var rig = await SearchRig.StartAsync(await postgres.CreateDatabaseAsync(), await NativeSetup.PathOfAsync("weights"));
        await rig.IndexAsync(set, Cancel);

        var classes = (await Quality.MeasureAsync(set, rig, Cancel)).GroupBy(quality => quality.Class).ToList();

        Assert.Equal(["keyword", "paraphrase", "mixed"], classes.Select(group => group.Key));
        Assert.All(classes, group => Assert.True(Quality.HybridKeepsUp(group), string.Join('\n', group)));
    }

    [Fact]
    public void The_set_is_large_enough_to_judge_by()
    {
        var set = LabelledSet.Read();

        Assert.True(set.Documents.Count >= 150);
        Assert.All(set.Queries.GroupBy(query => query.Class), group => Assert.True(group.Count() >= 20));
        Assert.All(set.Queries.SelectMany(query => query.Answers), answer => Assert.Contains(answer, set.Documents));
    }
}
