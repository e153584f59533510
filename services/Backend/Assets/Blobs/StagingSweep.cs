using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Suite.Assets.Blobs;

/// <summary>At start, removes scratch files that a crash left behind. Other replicas' young ones are left alone.</summary>
internal sealed partial class StagingSweep(LocalBlobStore blobs, TimeProvider clock, ILogger<StagingSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(24);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Directory.Exists(blobs.StagingPath))
            return Task.CompletedTask;

        var old = new DirectoryInfo(blobs.StagingPath).EnumerateFiles()
            .Where(file => clock.GetUtcNow() - file.LastWriteTimeUtc > Abandoned)
            .ToList();
        old.ForEach(file => file.Delete());
        if (old.Count > 0)
            Log.Swept(logger, old.Count);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Count} abandoned scratch files of the blob store.")]
        public static partial void Swept(ILogger logger, int count);
    }
}
