using System.Text.Json;
using Suite.Assets;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>An item of a batch: one image under one perspective.</summary>
internal sealed class CaptionBatchItem(CaptionMaker captions, IAssets assets) : IItemHandler
{
    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        var input = BatchItemInput.Of(item.Input!.Value);
        var options = BatchConfig.Of(item.JobConfig!.Value).Options ?? new CreateBatch.Options();
        var caption = await captions.MakeAsync(
            item.TeamId, new ImageRef(item.AssetId, input.Path), input.Perspective, options, item, cancel);
        return new ItemResult(
            caption.Content,
            // A file of the workspace is no asset: its caption is kept with the item alone.
            item.AssetId is { } assetId
                ? (within, stop) => assets.AddInsightAsync(within, caption.ToInsight(item, assetId), stop)
                : null);
    }
}

/// <summary>What an item of a batch is about. <paramref name="Image"/> is as the client wrote it.</summary>
internal sealed record BatchItemInput(string Image, string Perspective, string? Path)
{
    public static BatchItemInput Of(JsonElement input) => input.Deserialize<BatchItemInput>(SuiteJson.Options)!;
}
