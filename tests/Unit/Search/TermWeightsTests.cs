using Suite.Search.Ranking;
using Xunit;

namespace Suite.Tests.Unit.Search;

public sealed class TermWeightsTests
{
    [Fact]
    public void A_rare_term_weighs_more_than_a_common_one()
    {
        var terms = TermWeights.Of([new QueryTerm("common", false, 50), new QueryTerm("rare", false, 1)], 100, 1_000);

        Assert.True(terms[1].Weight > 3 * terms[0].Weight);
        Assert.Equal(1, terms.Sum(term => term.Weight), 1e-9);
    }

    [Fact]
    public void A_name_weighs_more_than_a_word_that_is_as_rare()
    {
        var terms = TermWeights.Of([new QueryTerm("word", false, 1), new QueryTerm("name", true, 1)], 100, 1_000);

        Assert.Equal(3 * terms[0].Weight, terms[1].Weight, 1e-9);
    }

    [Fact]
    public void A_term_that_no_text_holds_keeps_its_share_of_the_query()
    {
        var terms = TermWeights.Of([new QueryTerm("known", false, 1), new QueryTerm("unknown", false, 0)], 100, 1_000);

        Assert.True(Assert.Single(terms).Weight < 0.5);
    }

    [Fact]
    public void A_term_in_too_many_texts_does_not_vote_beside_a_better_one()
    {
        var terms = TermWeights.Of([new QueryTerm("everywhere", false, 1_000), new QueryTerm("rare", false, 1)], 10_000, 1_000);

        Assert.Equal("rare", Assert.Single(terms).Term);
    }

    [Fact]
    public void A_query_of_common_terms_goes_by_the_rarest()
    {
        var terms = TermWeights.Of([new QueryTerm("everywhere", false, 1_000)], 10_000, 1_000);

        Assert.Equal("everywhere", Assert.Single(terms).Term);
    }
}
