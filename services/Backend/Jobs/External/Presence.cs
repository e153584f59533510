using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Jobs;

/// <summary>Says now and then that this process takes work, so that a job can say when nobody does.</summary>
internal sealed partial class Presence(
    ExternalStore store, Claimant self, IOptions<JobsOptions> options, TimeProvider clock, ILogger<Presence> logger) : BackgroundService
{
    // A worker counts as there for a minute.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.RunItems || self.Steps.Length == 0)
            return;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await store.SeenAsync(self, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotSaid(logger, e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await store.GoneAsync(self, cancellationToken);
        }
        catch (Exception e)
        {
            Log.NotSaid(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "This worker could not be put into the list of workers: {Reason}")]
        public static partial void NotSaid(ILogger logger, string reason);
    }
}
