using System.Text.Json;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Assets.Intake;

/// <summary>
/// Hears of intake items that ended without success and writes it on the asset, whichever module's step it was. Without a verdict
/// the asset goes into quarantine; with one it is failed and stays visible, for only something about it is missing.
/// </summary>
internal sealed class IntakeWatcher(IntakeStore intake) : IEventSubscriber
{
    public IReadOnlyCollection<string> Topics { get; } = [ItemsChanged.Topic];

    public async Task HandleAsync(PublishedEvent published, CancellationToken cancel)
    {
        foreach (var item in published.Payload.Deserialize<ItemsChanged>(SuiteJson.Options)!.Items)
            if (item is { Kind: AssetIntake.Kind, AssetId: { } asset } && EndOf(item) is { } end)
                await intake.EndAsync(published.TeamId, asset, item.JobId, end, cancel);
    }

    private static IntakeEnd? EndOf(ItemChanged item)
    {
        var state = item.Step == AssetIntake.Moderate ? AssetState.Quarantined : AssetState.Failed;
        return item.State switch
        {
            "failed" => new IntakeEnd(state, $"Step {item.Step} failed: {item.Error}", Failed: true),
            "cancelled" => new IntakeEnd(state, $"Step {item.Step} was cancelled.", Failed: false),
            _ => null,
        };
    }
}
