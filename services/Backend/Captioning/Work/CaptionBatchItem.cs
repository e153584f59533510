using System.Text.Json;
using Suite.Assets;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>An item of a batch: one image under one perspective.</summary>
internal sealed class CaptionBatchItem(CaptionMaker captions, IAssets assets, FileCaptionStore files) : IItemHandler
{
    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        var input = BatchItemInput.Of(item.Input!.Value);
        var options = BatchConfig.Of(item.JobConfig!.Value).Options ?? new CreateBatch.Options();
        var made = await captions.MakeAsync(
            item.TeamId, new ImageRef(item.AssetId, input.Path), input.Perspective, input.Version, options, item.ReportProgress, cancel);
        var caption = made.Fitting(retry: false);
        return new ItemResult(
            caption.Content,
            (within, stop) => item.AssetId is { } assetId
                ? assets.AddInsightAsync(within, caption.ToInsight(item, assetId), stop)
                : files.AddAsync(within, item, caption, stop));
    }
}

/// <summary>What an item of a batch is about.</summary>
/// <param name="Image">As the client wrote it.</param>
/// <param name="Version">The perspective's when the batch was made: an edit in between changes nothing of it.</param>
/// <param name="Path">The file's full path; null for an asset.</param>
internal sealed record BatchItemInput(string Image, string Perspective, string? Version, string? Path)
{
    public static BatchItemInput Of(JsonElement input) => input.Deserialize<BatchItemInput>(SuiteJson.Options)!;
}
