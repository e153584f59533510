using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Search.Indexing;

/// <summary>Which vector a text has, if any: <paramref name="Model"/> is null for texts found by words only.</summary>
internal sealed record IndexedText(string Source, string SourceKey, int Part, byte[] Hash, string? Model);

/// <summary>Runs the statements that keep the index.</summary>
internal sealed class IndexStore(Db db)
{
    public Task<List<IndexedText>> IndexedAsync(Guid teamId, Guid assetId, CancellationToken cancel) => db.QueryAsync(
        SearchSql.IndexedTexts,
        args => args.Add(teamId).Add(assetId),
        row => new IndexedText(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), row.TextOrNull(4)),
        cancel);

    /// <summary>Vectors that the team has already, by the hash (hexadecimal) of what was embedded.</summary>
    public async Task<Dictionary<string, float[]>> KnownVectorsAsync(
        Guid teamId, string model, IEnumerable<byte[]> hashes, CancellationToken cancel)
    {
        var known = await db.QueryAsync(
            SearchSql.KnownVectors,
            args => args.Add(teamId).Add(model).Add(hashes.ToArray()),
            row => (Hash: Convert.ToHexString(row.GetFieldValue<byte[]>(0)), Vector: row.GetFieldValue<float[]>(1)),
            cancel);
        return known.ToDictionary(pair => pair.Hash, pair => pair.Vector);
    }

    /// <summary>Assets with vectors of another model than <paramref name="model"/>, by team.</summary>
    public async Task<ILookup<Guid, Guid>> StaleAsync(string model, int count, CancellationToken cancel) =>
        (await db.QueryAsync(
            SearchSql.StaleAssets,
            args => args.Add(model).Add(count),
            row => (Team: row.GetGuid(0), Asset: row.GetGuid(1)),
            cancel)).ToLookup(pair => pair.Team, pair => pair.Asset);

    public static Task LockAsync(ISql within, Guid assetId, CancellationToken cancel) =>
        within.ExecuteAsync(SearchSql.LockAsset, args => args.Add(assetId), cancel);

    /// <summary>
    /// Makes <paramref name="texts"/> all that the asset is found by. Texts that are indexed already are left alone; for a new one
    /// that is found by meaning, <paramref name="vectors"/> must hold its vector by the hash of its body.
    /// </summary>
    public static async Task ReplaceAsync(
        ISql within, Guid teamId, Guid assetId, IReadOnlyList<SearchText> texts, string model,
        IReadOnlyDictionary<string, float[]> vectors, CancellationToken cancel)
    {
        await within.ExecuteAsync(
            SearchSql.DeleteAllBut,
            args => args.Add(teamId).Add(assetId)
                .Add(texts.Select(text => text.Source).ToArray())
                .Add(texts.Select(text => text.SourceKey).ToArray())
                .Add(texts.Select(text => text.Part).ToArray())
                .Add(texts.Select(text => text.Hash).ToArray())
                .Add(texts.Select(text => text.ByMeaning ? model : null).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
            cancel);

        foreach (var text in texts)
            await InsertAsync(within, teamId, assetId, text, model, vectors.GetValueOrDefault(Convert.ToHexString(text.Hash)), cancel);
    }

    private static async Task InsertAsync(
        ISql within, Guid teamId, Guid assetId, SearchText text, string model, float[]? vector, CancellationToken cancel)
    {
        if (text.ByMeaning && vector is null)
            return;

        var id = await within.FirstAsync<long?>(
            SearchSql.InsertText,
            args => args.Add(teamId).Add(assetId).Add(text.Source).Add(text.SourceKey).Add(text.Part).Add(text.Body).Add(text.Hash)
                .AddText(text.ByMeaning ? model : null)
                .Add(text.ByMeaning ? vector : null, NpgsqlDbType.Array | NpgsqlDbType.Real),
            row => row.GetInt64(0),
            cancel);
        if (id is { } inserted)
        {
            await within.ExecuteAsync(
                SearchSql.InsertPostings,
                args => args.Add(teamId).Add(assetId).Add(inserted).AddWords([.. Words.Of(text.Body)]),
                cancel);
        }
    }
}

internal static class WordArgs
{
    /// <summary>Two arrays: the words, and which of them are written like names.</summary>
    public static SqlArgs AddWords(this SqlArgs args, IReadOnlyCollection<Word> words) =>
        args.Add(words.Select(word => word.Text).ToArray()).Add(words.Select(word => word.IsName).ToArray());
}
