using System.Text.Json;
using Suite.Assets.Blobs;
using Suite.Imaging;
using Suite.Jobs;
using Suite.ServiceDefaults;

namespace Suite.Assets.Intake;

/// <summary>
/// May the image be shown? Only a clear yes lets it pass: when the model cannot be asked, the item is retried and at last fails,
/// and <see cref="IntakeWatcher"/> puts the asset into quarantine.
/// </summary>
internal sealed class ModerateAsset(
    IntakeStore intake, IBlobStore blobs, ModelGatewayClient models, InsightStore insights, AssetTelemetry telemetry) : IItemHandler
{
    /// <summary>Twice what moderation models look at.</summary>
    private const int Side = 512;

    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        if (await intake.FindAsync(item, cancel) is not { } asset)
            return IntakeStore.Skipped;

        using var original = await intake.OpenOriginalAsync(asset, cancel);
        var jpeg = await ShrinkAsync(original, cancel);
        item.ReportProgress(50);
        var verdict = await models.ModerateAsync(jpeg, cancel);
        telemetry.Judged(verdict.Allowed, verdict.Label);

        return new ItemResult(
            JsonSerializer.SerializeToElement(new { verdict.Allowed, verdict.Label, verdict.Confidence }, SuiteJson.Options),
            async (sql, stop) =>
            {
                await intake.RecordVerdictAsync(sql, asset, verdict, stop);
                await insights.AddAsync(sql, verdict.ToInsight(item, asset, InsightKind.Moderation, text: null), stop);
            });
    }

    private async Task<byte[]> ShrinkAsync(BlobFile original, CancellationToken cancel)
    {
        using var small = blobs.Stage();
        await Task.Run(
            () => ImageFile.WriteThumbnail(ImageSource.FromFile(original.Path), Side, small.Path, maxPixels: long.MaxValue), cancel);
        return await File.ReadAllBytesAsync(small.Path, cancel);
    }
}
