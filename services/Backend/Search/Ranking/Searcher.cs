using Microsoft.Extensions.Options;
using Suite.Search.Indexing;

namespace Suite.Search.Ranking;

/// <summary>How to search. <see cref="Hybrid"/> asks both of the others.</summary>
internal enum SearchMode
{
    Hybrid,
    Semantic,
    Keyword,
}

/// <summary>
/// All that a search found, best first, and what it was found with. <paramref name="Degraded"/>: meaning was asked and could not be
/// had, so <paramref name="Mode"/> is not the mode that was asked for.
/// </summary>
internal sealed record Found(IReadOnlyList<Ranked> Ranking, Probe Probe, SearchMode Mode, bool Degraded);

/// <summary>From a query to a ranking of asset ids.</summary>
internal sealed class Searcher(
    SearchStore store, QueryVectors vectors, TeamSizes sizes, SearchTelemetry telemetry, IOptions<SearchOptions> options)
{
    // Enough for a sentence; the embedding reads no more of a longer text either.
    private const int MaxWords = 48;

    public Task<Found> SearchAsync(Guid teamId, string query, SearchMode mode, CancellationToken cancel) =>
        telemetry.MeasureAsync(mode, () => FindAsync(teamId, query, mode, cancel));

    private async Task<Found> FindAsync(Guid teamId, string query, SearchMode mode, CancellationToken cancel)
    {
        var settings = options.Value;
        var vector = mode == SearchMode.Keyword ? null : vectors.FindAsync(query, cancel);
        var size = await sizes.OfAsync(teamId, cancel);
        var terms = await TermsAsync(teamId, query, size, cancel);
        var probe = new Probe(teamId, terms, vector is null ? null : await vector);

        var degraded = vector is not null && probe.Vector is null;
        if (degraded)
            mode = SearchMode.Keyword;
        var oneByOne = size.Team <= settings.ExactUpTo || size.Team < size.All * settings.ExactBelowShare;

        var candidates = mode switch
        {
            SearchMode.Keyword => await store.ByWordsAsync(probe, settings.MaxPostings, settings.Candidates, cancel),
            SearchMode.Semantic => await store.ByMeaningAsync(probe, settings.Model, settings.Candidates, oneByOne, cancel),
            _ => await store.ByBothAsync(probe, settings.Model, settings.MaxPostings, settings.Candidates, oneByOne, cancel),
        };
        return new Found(candidates.Count == 0 ? [] : Fusion.Rank(candidates), probe, mode, degraded);
    }

    private async Task<IReadOnlyList<VotingTerm>> TermsAsync(Guid teamId, string query, Sizes size, CancellationToken cancel)
    {
        var words = Words.Of(query).Distinct().Take(MaxWords).ToList();
        return TermWeights.Of(
            await store.TermsAsync(teamId, words, options.Value.MaxPostings, cancel), size.Team, options.Value.MaxPostings);
    }
}
