using Suite.Search.Ranking;
using Xunit;

namespace Suite.Tests.Unit.Search;

public sealed class FusionTests
{
    private static readonly Guid Wanted = Guid.Parse("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Other = Guid.Parse("00000000-0000-0000-0000-000000000001");

    [Fact]
    public void An_identifier_outweighs_any_likeness_of_meaning()
    {
        Assert.Equal(Wanted, First(new Candidate(Wanted, 0.95, 0.95, 0.1), new Candidate(Other, 0, 0, 0.8)));
    }

    [Fact]
    public void A_few_common_words_do_not_outweigh_the_meaning()
    {
        Assert.Equal(Wanted, First(new Candidate(Wanted, 0, 0, 0.7), new Candidate(Other, 0.4, 0, 0.55)));
    }

    [Fact]
    public void Words_decide_where_the_model_is_lost()
    {
        Assert.Equal(Wanted, First(new Candidate(Wanted, 1, 0, 0.3), new Candidate(Other, 0, 0, 0.4)));
    }

    [Fact]
    public void What_is_merely_the_nearest_is_left_out()
    {
        var ranking = Fusion.Rank([new Candidate(Wanted, 0, 0, 0.8), new Candidate(Other, 0, 0, 0.3)]);

        Assert.Equal(Wanted, Assert.Single(ranking).AssetId);
    }

    [Fact]
    public void Equals_stand_in_the_order_of_their_ids()
    {
        var ranking = Fusion.Rank([new Candidate(Wanted, 0, 0, 0.5), new Candidate(Other, 0, 0, 0.5)]);

        Assert.Equal([Other, Wanted], ranking.Select(ranked => ranked.AssetId));
    }

    private static Guid First(params Candidate[] candidates) => Fusion.Rank(candidates)[0].AssetId;
}
