using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>
/// Migrates before any worker starts and before the server listens. While PostgreSQL is away it waits; a migration that fails
/// stops the process.
/// </summary>
internal sealed partial class MigrateOnStart(Migrator migrator, Backoff backoff, ILogger<MigrateOnStart> logger)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await migrator.RunAsync(cancellationToken);
                return;
            }
            catch (Exception failure) when (DatabaseFailure.IsAway(failure))
            {
                Log.Waiting(logger, failure.Message);
                await backoff.DelayAsync(attempt, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "PostgreSQL cannot be reached yet ({Reason}): trying again.")]
        public static partial void Waiting(ILogger logger, string reason);
    }
}
