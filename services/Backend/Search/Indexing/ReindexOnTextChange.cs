using System.Text.Json;
using Suite.Assets;
using Suite.Jobs;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Search.Indexing;

/// <summary>Whenever a text of an asset changes, a job indexes the asset again; the intake's own texts it indexes itself.</summary>
internal sealed class ReindexOnTextChange(IJobQueue jobs) : IEventSubscriber
{
    public IReadOnlyCollection<string> Topics { get; } = [AssetTextChanged.Topic];

    public async Task HandleAsync(PublishedEvent published, CancellationToken cancel)
    {
        var change = published.Payload.Deserialize<AssetTextChanged>(SuiteJson.Options)!;
        if (change.JobKind == AssetIntake.Kind)
            return;

        // One job an event, so that a repeated delivery makes no second one. Not one an asset: a job that runs already may have
        // read the texts before this change. A job that finds nothing changed costs two queries.
        await jobs.EnqueueAsync(
            new NewJob(
                published.TeamId, IndexAsset.Queue, IndexAsset.Kind, [new NewItem(AssetIntake.Embed, change.AssetId)],
                DedupKey: $"event-{published.Id}"),
            cancel);
    }
}
