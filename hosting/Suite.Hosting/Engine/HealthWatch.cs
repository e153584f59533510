using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Health;

namespace Suite.Hosting.Engine;

/// <summary>Looks after the health of a resource that runs, for its <see cref="ResourceRunner"/>.</summary>
internal sealed class HealthWatch(IResource resource, EngineServices engine) : IDisposable
{
    // Failed checks, ten a second, after which somebody at the console wonders what is going on.
    private const int LongWait = 100;

    private readonly ILogger _log = engine.Logs.GetLogger(resource);
    private CancellationTokenSource _crash = new();

    /// <summary>Readiness belongs to one start: what crashed and runs again is not ready until it has been looked at anew.</summary>
    public void LookAnew() => Interlocked.Exchange(ref _crash, new CancellationTokenSource()).Cancel();

    /// <summary>Until it is stopped: says once in each start that the resource is ready, and then whenever its health changes.</summary>
    public async Task RunAsync(Func<bool> isRunning, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var thisStart = CancellationTokenSource.CreateLinkedTokenSource(stop, _crash.Token);
            await WatchStartAsync(isRunning, thisStart.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Timeout.Infinite, thisStart.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _crash.Dispose();

    private async Task WatchStartAsync(Func<bool> isRunning, CancellationToken stop)
    {
        var ready = false;
        var failures = 0;
        while (true)
        {
            if (!isRunning())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), stop);
                continue;
            }

            var reports = await engine.Health.CheckAsync(resource, stop);
            var status = reports.Length == 0 ? (HealthStatus?)null : reports.Min(report => report.Status ?? HealthStatus.Unhealthy);
            failures = status is null or HealthStatus.Healthy ? 0 : failures + 1;
            if (!ready && failures == 0)
            {
                engine.Console.Healthy(resource);
                await TellReadyAsync(stop);
                ready = true;
                PublishUnlessOver(snapshot => snapshot with { HealthStatus = status, HealthReports = reports, ReadyTimeStamp = DateTime.UtcNow });
            }
            else if (engine.Notifications.SnapshotOf(resource).HealthStatus != status)
            {
                PublishUnlessOver(snapshot => snapshot with { HealthStatus = status, HealthReports = reports });
            }

            if (!ready && failures == LongWait)
                engine.Console.Say(resource.Name, $"runs, and is not healthy yet: {reports.First(report => report.Status != HealthStatus.Healthy).Description}");
            if (status is null)
                return;
            await Task.Delay(ResourceHealth.Pause(ready, failures), stop);
        }

        void PublishUnlessOver(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
            engine.Publish(resource, snapshot => stop.IsCancellationRequested ? snapshot : change(snapshot));
    }

    // Others wait for what the handlers do, creating a database say: one that fails is tried again, and not in silence.
    private async Task TellReadyAsync(CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await engine.Eventing.PublishAsync(new ResourceReadyEvent(resource, engine.Services), stop);
                return;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                _log.LogError(failure, "A handler of its readiness failed.");
                if (tries == 1)
                    engine.Console.Say(resource.Name, $"is healthy, but not ready: {failure.Message} Trying again.");
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(5, tries)), stop);
            }
        }
    }
}
