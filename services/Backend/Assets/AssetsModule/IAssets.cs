using Suite.Platform;

namespace Suite.Assets;

/// <summary>Other modules' door to the assets. Every call is for one team; another team's asset is not found.</summary>
public interface IAssets
{
    Task<Asset?> FindAsync(Guid teamId, Guid assetId, CancellationToken cancel);

    /// <summary>Those of <paramref name="assetIds"/> that exist, belong to the team and are not deleted.</summary>
    Task<IReadOnlyList<Asset>> FindManyAsync(Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel);

    /// <summary>
    /// Opens the original (<paramref name="variant"/> null) or a variant by name; null when there is none, and when moderation holds
    /// the asset back.
    /// </summary>
    Task<Stream?> OpenAsync(Guid teamId, Guid assetId, string? variant, CancellationToken cancel);

    /// <summary>Writes an insight inside a transaction and announces <see cref="AssetTextChanged"/> when its text matters.</summary>
    Task<Guid> AddInsightAsync(ISql within, NewInsight insight, CancellationToken cancel);

    /// <summary>The current insights of an asset.</summary>
    Task<IReadOnlyList<Insight>> InsightsAsync(Guid teamId, Guid assetId, CancellationToken cancel);

    /// <summary>Which current captions several assets have, as one question.</summary>
    Task<IReadOnlyList<AssetCaption>> CaptionsAsync(Guid teamId, IReadOnlyCollection<Guid> assetIds, CancellationToken cancel);

    /// <summary>Everything readable about an asset; empty when it is deleted or quarantined.</summary>
    Task<IReadOnlyList<AssetText>> TextsAsync(Guid teamId, Guid assetId, CancellationToken cancel);

    /// <summary>The asset went through its intake: it may be shown. Called by the last step, inside its transaction.</summary>
    Task MarkReadyAsync(ISql within, Guid teamId, Guid assetId, CancellationToken cancel);
}

/// <summary>A text of an asset that search finds it by: its description, or an insight's text.</summary>
/// <param name="Source"><c>description</c>, or the insight's kind.</param>
/// <param name="SourceKey">Unique within the asset: the perspective for captions, else the source.</param>
public sealed record AssetText(Guid AssetId, string Source, string SourceKey, string Text);

/// <summary>A current caption of an asset, without what it says.</summary>
public sealed record AssetCaption(Guid AssetId, string Perspective, string PerspectiveVersion);
