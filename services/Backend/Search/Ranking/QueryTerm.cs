namespace Suite.Search.Ranking;

/// <summary>A term of a query as the team's texts know it. <paramref name="Texts"/>: how many hold it, counted up to a limit.</summary>
internal sealed record QueryTerm(string Term, bool IsName, int Texts);

/// <summary>A term that takes part in the search, and its share of the query: the shares of all terms add up to 1.</summary>
internal sealed record VotingTerm(string Term, double Weight, bool IsName);

/// <summary>Which words of a query are worth looking up, and how much each says.</summary>
internal static class TermWeights
{
    // A name or an identifier cannot be said in other words: when it matches, it was meant.
    private const double NameFactor = 3;

    /// <summary>
    /// Rare terms weigh more (inverse document frequency). Terms in <paramref name="maxPostings"/> texts or more tell nothing
    /// apart and do not vote, unless the query has no better: then the rarest does. Terms that no text holds keep their share, so
    /// that a text with one word of five matches a fifth of the query and not all of it.
    /// </summary>
    public static IReadOnlyList<VotingTerm> Of(IReadOnlyCollection<QueryTerm> terms, long teamTexts, int maxPostings)
    {
        var weighed = terms
            .Select(term => new VotingTerm(term.Term, Rarity(term.Texts, teamTexts) * (term.IsName ? NameFactor : 1), term.IsName))
            .ToList();
        var total = weighed.Sum(term => term.Weight);

        var known = terms.Zip(weighed).Where(pair => pair.First.Texts > 0).ToList();
        var voting = known.Where(pair => pair.First.Texts < maxPostings).ToList();
        if (voting.Count == 0)
            voting = [.. known.OrderByDescending(pair => pair.Second.Weight).Take(1)];
        return [.. voting.Select(pair => pair.Second with { Weight = pair.Second.Weight / total })];
    }

    private static double Rarity(int texts, long teamTexts) =>
        Math.Log(1 + ((Math.Max(teamTexts, texts) - texts + 0.5) / (texts + 0.5)));
}
