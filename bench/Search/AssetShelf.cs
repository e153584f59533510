using System.Collections.Concurrent;
using Suite.Assets;
using Suite.Platform;

namespace Suite.Bench.Search;

/// <summary>Stands for the Assets module: assets that consist of what is said about them.</summary>
internal sealed class AssetShelf : IAssets
{
    private readonly ConcurrentDictionary<(Guid Team, Guid Id), (Asset Asset, IReadOnlyList<AssetText> Texts)> _assets = new();

    public Asset Put(Guid team, Guid id, string fileName, params (string Source, string Text)[] texts)
    {
        var asset = new Asset(
            id, team, AssetKind.Image, AssetState.Ready, fileName, "image/png", 1, "", 640, 480, null, DateTimeOffset.UnixEpoch, null, null);
        _assets[(team, id)] = (asset, [.. texts.Select(text => new AssetText(id, text.Source, text.Source, text.Text))]);
        return asset;
    }

    public void Remove(Guid team, Guid id) => _assets.TryRemove((team, id), out _);

    public Task<Asset?> FindAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        Task.FromResult(_assets.TryGetValue((teamId, assetId), out var found) ? found.Asset : null);

    public Task<IReadOnlyList<Asset>> FindManyAsync(Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Asset>>(
            [.. assetIds.Where(id => _assets.ContainsKey((teamId, id))).Select(id => _assets[(teamId, id)].Asset)]);

    public Task<IReadOnlyList<AssetText>> TextsAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        Task.FromResult(_assets.TryGetValue((teamId, assetId), out var found) ? found.Texts : []);

    public Task MarkReadyAsync(ISql within, Guid teamId, Guid assetId, CancellationToken cancel) => Task.CompletedTask;

    public Task<Stream?> OpenAsync(Guid teamId, Guid assetId, string? variant, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<Guid> AddInsightAsync(ISql within, NewInsight insight, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<Insight>> InsightsAsync(Guid teamId, Guid assetId, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<AssetCaption>> CaptionsAsync(
        Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel) => throw new NotSupportedException();
}
