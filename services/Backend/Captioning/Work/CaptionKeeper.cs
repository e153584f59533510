using Suite.Assets;
using Suite.Jobs;

namespace Suite.Captioning;

/// <summary>Where the caption of an item is kept, by whatever it was made.</summary>
internal sealed class CaptionKeeper(IAssets assets, FileCaptionStore files)
{
    public ItemResult Keep(ItemContext item, Caption caption) => new(
        caption.Content,
        (within, stop) => item.AssetId is { } assetId
            ? assets.AddInsightAsync(within, caption.ToInsight(item, assetId), stop)
            : files.AddAsync(within, item, caption, stop));
}
