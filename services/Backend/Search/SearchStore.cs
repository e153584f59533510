using Npgsql;
using NpgsqlTypes;
using Suite.Platform;
using Suite.Search.Indexing;
using Suite.Search.Ranking;

namespace Suite.Search;

/// <summary>How many texts there are, of the team and (about) of all teams.</summary>
internal sealed record Sizes(long Team, long All);

/// <summary>What a caller searches with: the voting terms, and the vector of the query when meaning is asked.</summary>
internal sealed record Probe(Guid TeamId, IReadOnlyList<VotingTerm> Terms, float[]? Vector)
{
    public string[] Words => [.. Terms.Select(term => term.Term)];

    public double[] Weights => [.. Terms.Select(term => term.Weight)];

    public bool[] Names => [.. Terms.Select(term => term.IsName)];
}

/// <summary>A text of a found asset, and what it has to do with the query.</summary>
internal sealed record MatchRow(Guid AssetId, string Source, string SourceKey, string Body, double? Similarity, double? Lexical);

/// <summary>Runs the statements that answer searches.</summary>
internal sealed class SearchStore(Db db)
{
    public async Task<Sizes> SizesAsync(Guid teamId, CancellationToken cancel) =>
        (await db.FirstAsync(SearchSql.Sizes, args => args.Add(teamId), row => new Sizes(row.GetInt64(0), row.GetInt64(1)), cancel))!;

    public Task<List<QueryTerm>> TermsAsync(Guid teamId, IReadOnlyCollection<Word> words, int maxPostings, CancellationToken cancel) =>
        db.QueryAsync(
            SearchSql.WeighTerms,
            args => args.Add(teamId).AddWords(words).Add(maxPostings),
            row => new QueryTerm(row.GetString(0), row.GetBoolean(1), row.GetInt32(2)),
            cancel);

    public Task<List<Candidate>> ByWordsAsync(Probe probe, int maxPostings, int count, CancellationToken cancel) => db.QueryAsync(
        SearchSql.Keyword, args => AddTerms(args, probe).Add(maxPostings).Add(count), Candidate, cancel);

    public Task<List<Candidate>> ByMeaningAsync(Probe probe, string model, int count, bool oneByOne, CancellationToken cancel) =>
        db.QueryAsync(
            SearchSql.Semantic, args => args.Add(probe.TeamId).Add(probe.Vector!).Add(model).Add(count).Add(oneByOne), Candidate, cancel);

    public Task<List<Candidate>> ByBothAsync(
        Probe probe, string model, int maxPostings, int count, bool oneByOne, CancellationToken cancel) => db.QueryAsync(
            SearchSql.Hybrid,
            args => AddTerms(args, probe).Add(maxPostings).Add(count).Add(probe.Vector!).Add(model).Add(oneByOne),
            Candidate,
            cancel);

    public Task<List<MatchRow>> MatchesAsync(Probe probe, string model, Guid[] assetIds, CancellationToken cancel) => db.QueryAsync(
        SearchSql.Matches,
        args => args.Add(probe.TeamId).Add(assetIds).Add(probe.Words).Add(probe.Weights)
            .Add(probe.Vector, NpgsqlDbType.Array | NpgsqlDbType.Real).AddText(probe.Vector is null ? null : model),
        row => new MatchRow(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), NumberOrNull(row, 4), NumberOrNull(row, 5)),
        cancel);

    private static SqlArgs AddTerms(SqlArgs args, Probe probe) =>
        args.Add(probe.TeamId).Add(probe.Words).Add(probe.Weights).Add(probe.Names);

    private static Candidate Candidate(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetDouble(1), row.GetDouble(2), NumberOrNull(row, 3));

    private static double? NumberOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
