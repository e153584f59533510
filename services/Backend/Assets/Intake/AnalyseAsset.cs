using System.Text.Json;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Assets.Intake;

/// <summary>Which things, and which words, are in the image. The largest variant is looked at: models see no more.</summary>
internal sealed class AnalyseAsset(IntakeStore intake, AssetStore assets, ModelGatewayClient models, InsightStore insights) : IItemHandler
{
    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        if (await intake.FindAsync(item, cancel) is not { } asset)
            return IntakeStore.Skipped;

        var image = await ReadAsync(asset, cancel);
        var detecting = models.DetectAsync(image, cancel);
        var extracting = models.ExtractAsync(image, cancel);
        await Task.WhenAll(detecting, extracting);
        var (detections, text) = (await detecting, await extracting);

        return new ItemResult(
            JsonSerializer.SerializeToElement(new { Detections = detections.Found.Count, Lines = text.Lines.Count }, SuiteJson.Options),
            async (sql, stop) =>
            {
                await insights.AddAsync(sql, detections.ToInsight(item, asset, InsightKind.Detections, text: null), stop);
                await insights.AddAsync(
                    sql, text.ToInsight(item, asset, InsightKind.Text, string.IsNullOrWhiteSpace(text.Text) ? null : text.Text), stop);
            });
    }

    private async Task<byte[]> ReadAsync(Asset asset, CancellationToken cancel)
    {
        await using var large = await assets.OpenAsync(asset.TeamId, asset.Id, VariantSizes.Large, cancel)
            ?? throw new ItemFailedException("The asset has no variant to look at.", retry: false);
        var bytes = new byte[large.Length];
        await large.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }
}
