using System.Text.Json;
using Microsoft.Extensions.Options;
using Suite.Assets;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Search.Indexing;

/// <summary>
/// Makes one asset found by all that it says now: the last step of its intake, and the only one of the jobs that
/// <see cref="ReindexOnTextChange"/> makes. Only texts that changed are embedded.
/// </summary>
internal sealed class IndexAsset(
    IndexStore store, IAssets assets, IHttpClientFactory clients, SearchTelemetry telemetry, IOptions<SearchOptions> options) : IItemHandler
{
    public const string Queue = "search";
    public const string Kind = "search-index";

    private sealed record Output(int Texts, int Embedded);

    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        var assetId = item.AssetId ?? throw new ItemFailedException("The item names no asset.", retry: false);
        var texts = await TextsAsync(item.TeamId, assetId, cancel);
        var (vectors, embedded) = await VectorsAsync(item.TeamId, assetId, texts, cancel);

        return new ItemResult(JsonSerializer.SerializeToElement(new Output(texts.Count, embedded), SuiteJson.Options), async (sql, committing) =>
        {
            await IndexStore.LockAsync(sql, assetId, committing);
            // An older job that commits after a newer one would bring back what the asset no longer says.
            if (!Same(texts, await TextsAsync(item.TeamId, assetId, committing)))
                throw new ItemFailedException("The texts changed while they were embedded.", retry: true);

            await IndexStore.ReplaceAsync(sql, item.TeamId, assetId, texts, options.Value.Model, vectors, committing);
            if (item.Kind == AssetIntake.Kind)
                await assets.MarkReadyAsync(sql, item.TeamId, assetId, committing);
        });
    }

    private async Task<IReadOnlyList<SearchText>> TextsAsync(Guid teamId, Guid assetId, CancellationToken cancel) => SearchText.Of(
        await assets.FindAsync(teamId, assetId, cancel),
        await assets.TextsAsync(teamId, assetId, cancel));

    private async Task<(Dictionary<string, float[]> Vectors, int Embedded)> VectorsAsync(
        Guid teamId, Guid assetId, IReadOnlyList<SearchText> texts, CancellationToken cancel)
    {
        var model = options.Value.Model;
        var indexed = await store.IndexedAsync(teamId, assetId, cancel);
        var changed = texts
            .Where(text => text.ByMeaning && !indexed.Exists(old => IsStill(old, text, model)))
            .DistinctBy(text => Convert.ToHexString(text.Hash))
            .ToList();
        var vectors = await store.KnownVectorsAsync(teamId, model, changed.Select(text => text.Hash), cancel);

        var unknown = changed.Where(text => !vectors.ContainsKey(Convert.ToHexString(text.Hash))).ToList();
        foreach (var (text, vector) in unknown.Zip(await EmbedAsync([.. unknown.Select(text => text.Body)], cancel)))
            vectors[Convert.ToHexString(text.Hash)] = vector;
        telemetry.Embedded(unknown.Count);
        return (vectors, unknown.Count);
    }

    private async Task<IReadOnlyList<float[]>> EmbedAsync(List<string> bodies, CancellationToken cancel)
    {
        try
        {
            return await new Embedder(clients.CreateClient(Embedder.ForIndexing)).EmbedAsync(bodies, options.Value.Model, cancel);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new ItemFailedException($"The texts could not be embedded: {failure.Message}", retry: true);
        }
    }

    private static bool IsStill(IndexedText old, SearchText text, string model) =>
        (old.Source, old.SourceKey, old.Part, old.Model) == (text.Source, text.SourceKey, text.Part, model) && old.Hash.AsSpan().SequenceEqual(text.Hash);

    private static bool Same(IReadOnlyList<SearchText> one, IReadOnlyList<SearchText> other) =>
        one.Count == other.Count && one.Zip(other).All(pair =>
            (pair.First.Source, pair.First.SourceKey, pair.First.Body) == (pair.Second.Source, pair.Second.SourceKey, pair.Second.Body));
}
