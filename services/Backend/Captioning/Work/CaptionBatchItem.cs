using System.Text.Json;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>An item of a batch: one image under one perspective.</summary>
internal sealed class CaptionBatchItem(CaptionMaker captions, CaptionKeeper keeper) : IItemHandler
{
    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        var input = BatchItemInput.Of(item.Input!.Value);
        var options = BatchConfig.Of(item.JobConfig!.Value).Options ?? new CreateBatch.Options();
        var made = await captions.MakeAsync(
            item.TeamId, new ImageRef(item.AssetId, input.Path), input.Perspective, input.Version, options, item.ReportProgress, cancel);
        item.UseTokens(made.Tokens);
        return keeper.Keep(item, made.Fitting(retry: false));
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
