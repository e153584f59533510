using Suite.Assets;
using Suite.Jobs;

namespace Suite.Charts.Work;

/// <summary>Opens a chart's file once moderation has let it pass.</summary>
internal sealed class ChartFile(IAssets assets)
{
    /// <exception cref="ItemFailedException">It is not there, held back, or not judged yet.</exception>
    public async Task<Opened> OpenAsync(Guid teamId, Guid? assetId, CancellationToken cancel)
    {
        if (assetId is not { } id || await assets.FindAsync(teamId, id, cancel) is not { DeletedAt: null } asset)
            throw new ItemFailedException("The image's file was deleted.", retry: false);
        if (asset.State == AssetState.Quarantined)
            throw new ItemFailedException("Moderation holds the image back.", retry: false);
        // A job waits for the intake it knew of; the file may be in another one by now.
        if (asset.State == AssetState.Processing && !await IsJudgedAsync(asset, cancel))
            throw new ItemFailedException("Moderation has not let the image pass yet.", retry: true);

        await using var content = await assets.OpenAsync(teamId, id, variant: null, cancel)
            ?? throw new ItemFailedException("The image's file cannot be opened.", retry: true);
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancel);
        return new Opened(asset, bytes);
    }

    // Its verdict is the intake's first step, and what is held back is quarantined in the same transaction.
    private async Task<bool> IsJudgedAsync(Asset asset, CancellationToken cancel) =>
        (await assets.InsightsAsync(asset.TeamId, asset.Id, cancel)).Any(insight => insight.Kind == InsightKind.Moderation);

    internal sealed record Opened(Asset Asset, byte[] Bytes);
}
