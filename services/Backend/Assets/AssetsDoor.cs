using Suite.Platform;

namespace Suite.Assets;

/// <summary>What other modules get: the two stores behind the module's face.</summary>
internal sealed class AssetsDoor(AssetStore assets, InsightStore insights) : IAssets
{
    public Task<Asset?> FindAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        assets.FindAsync(teamId, assetId, cancel);

    public async Task<IReadOnlyList<Asset>> FindManyAsync(Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel) =>
        await assets.FindManyAsync(teamId, assetIds, cancel);

    public Task<Stream?> OpenAsync(Guid teamId, Guid assetId, string? variant, CancellationToken cancel) =>
        assets.OpenAsync(teamId, assetId, variant, cancel);

    public Task<Guid> AddInsightAsync(ISql within, NewInsight insight, CancellationToken cancel) =>
        insights.AddAsync(within, insight, cancel);

    public Task<IReadOnlyList<Insight>> InsightsAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        insights.CurrentAsync(teamId, assetId, cancel);

    public Task<IReadOnlyList<AssetCaption>> CaptionsAsync(
        Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel) => insights.CaptionsAsync(teamId, assetIds, cancel);

    public Task<IReadOnlyList<AssetText>> TextsAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        insights.TextsAsync(teamId, assetId, cancel);

    public Task MarkReadyAsync(ISql within, Guid teamId, Guid assetId, CancellationToken cancel) =>
        assets.MarkReadyAsync(within, teamId, assetId, cancel);
}
