using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Suite.Assets;
using Suite.Jobs;

namespace Suite.Search.Indexing;

/// <summary>
/// When the configured model is not the one that vectors were made with, makes jobs that embed those texts again, some at a time,
/// until none is left. Meanwhile such texts are found by their words.
/// </summary>
internal sealed partial class ReindexOnModelChange(
    IndexStore store, IJobQueue jobs, IOptions<SearchOptions> options, TimeProvider clock, ILogger<ReindexOnModelChange> logger)
    : BackgroundService
{
    private const int AssetsAtOnce = 1_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await EnqueueAsync(stoppingToken))
            await Task.Delay(Pause, clock, stoppingToken);
    }

    private async Task<bool> EnqueueAsync(CancellationToken cancel)
    {
        try
        {
            var stale = await store.StaleAsync(options.Value.Model, AssetsAtOnce, cancel);
            foreach (var team in stale)
            {
                await jobs.EnqueueAsync(
                    new NewJob(
                        team.Key, IndexAsset.Queue, IndexAsset.Kind, [.. team.Select(asset => new NewItem(AssetIntake.Embed, asset))],
                        JobPriority.Low, DedupKey: $"model-{options.Value.Model}"),
                    cancel);
            }

            return stale.Count > 0;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            Log.TryingAgain(logger, failure.Message);
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Texts with another model's vectors could not be looked for ({Reason}): trying again")]
        public static partial void TryingAgain(ILogger logger, string reason);
    }
}
