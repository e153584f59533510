namespace Suite.Search.Ranking;

/// <summary>How well an asset answers a query, arm by arm.</summary>
/// <param name="Lexical">The share of the query's words, by weight, that its texts hold: 0 to 1.</param>
/// <param name="Named">The part of it that names and identifiers make up.</param>
/// <param name="Similarity">The cosine of its nearest text to the query; null when meaning was not asked.</param>
internal sealed record Candidate(Guid AssetId, double Lexical, double Named, double? Similarity);

/// <summary>A candidate with the one score that it is ranked by.</summary>
internal sealed record Ranked(Guid AssetId, double Score);

/// <summary>
/// Makes one ranking of two arms. Ranks are not merged: a text that shares only common words with the query has a first rank among
/// words, too. Scores are, each on a scale that means the same for every query.
/// </summary>
internal static class Fusion
{
    // A whole query of names weighs more than any likeness of meaning: the model knows nothing of names.
    private const double NameWeight = 1;

    // Ordinary words count for more the less the model makes of the query (its best cosine falls from 0.55 to 0.42), and only when
    // most of them are there: the power takes what one word in three would otherwise add.
    private const double WordWeight = 0.35;
    private const double WordPower = 2.5;
    private const double SureOfMeaning = 0.55;
    private const double LostForMeaning = 0.42;
    private const double LeastDoubt = 0.1;

    // Below either of these a text is not about the query but only the nearest of what there is.
    private const double LeastSimilarity = 0.2;
    private const double LeastShareOfBest = 0.5;

    /// <summary>Best first; equals in the order of their ids, so that pages do not overlap.</summary>
    public static IReadOnlyList<Ranked> Rank(IReadOnlyCollection<Candidate> candidates)
    {
        var best = candidates.Max(candidate => candidate.Similarity) ?? 0;
        var doubt = Math.Clamp((SureOfMeaning - best) / (SureOfMeaning - LostForMeaning), LeastDoubt, 1);
        var least = Math.Max(LeastSimilarity, best * LeastShareOfBest);

        return [.. candidates
            .Where(candidate => candidate.Lexical > 0 || candidate.Similarity >= least)
            .Select(candidate => new Ranked(candidate.AssetId, Score(candidate, doubt)))
            .OrderByDescending(ranked => ranked.Score)
            .ThenBy(ranked => ranked.AssetId)];
    }

    private static double Score(Candidate candidate, double doubt) => candidate.Similarity is { } similarity
        ? similarity + (NameWeight * candidate.Named) + (WordWeight * doubt * Math.Pow(candidate.Lexical, WordPower))
        : candidate.Lexical;
}
