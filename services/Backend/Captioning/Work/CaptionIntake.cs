using System.Text.Json;
using Microsoft.Extensions.Options;
using Suite.Assets;
using Suite.Jobs;

namespace Suite.Captioning;

/// <summary>The intake's caption step: every new image gets a caption under the default perspective.</summary>
internal sealed class CaptionIntake(
    CaptionMaker captions, CaptionKeeper keeper, PerspectiveStore perspectives, IAssets assets, IOptions<CaptioningOptions> options) : IItemHandler
{
    public async Task<ItemResult> HandleAsync(ItemContext item, CancellationToken cancel)
    {
        var assetId = item.AssetId ?? throw new ItemFailedException("The step names no asset.", retry: false);
        if (await assets.FindAsync(item.TeamId, assetId, cancel) is { State: AssetState.Quarantined })
            return new ItemResult(JsonElement.Parse("""{"skipped":"quarantined"}"""));

        var library = await perspectives.LibraryAsync(item.TeamId, cancel);
        if (library.Find(options.Value.DefaultPerspective) is not { } perspective || !library.IsOn(perspective.Module))
            return new ItemResult(JsonElement.Parse("""{"skipped":"perspective-disabled"}"""));

        var made = await captions.MakeAsync(
            item.TeamId, new ImageRef(assetId, null), perspective.Name, perspective.Version, new CreateBatch.Options(),
            item.ReportProgress, cancel);
        item.UseTokens(made.Tokens);
        // Without its caption the asset would end failed: that is worth the intake's patience.
        return keeper.Keep(item, made.Fitting(retry: true));
    }
}
