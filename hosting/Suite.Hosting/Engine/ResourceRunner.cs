using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Health;
using Suite.Hosting.Launchers;

namespace Suite.Hosting.Engine;

/// <summary>Takes one resource from waiting to ready and back, as often as people start and stop it.</summary>
internal sealed class ResourceRunner(IResource resource, ILauncher? launcher, EngineServices engine, WaitGate gate, bool restarts) : IDisposable
{
    // Failed checks, ten a second, after which somebody at the console wonders what is going on.
    private const int LongWait = 100;

    private readonly SemaphoreSlim _switch = new(1);
    private readonly ILogger _log = engine.Logs.GetLogger(resource);
    private CancellationTokenSource _stop = new();
    private CancellationTokenSource _skipWait = new();
    private CancellationTokenSource _crash = new();
    private ImmutableArray<Replica> _replicas = [];
    private Task _life = Task.CompletedTask;

    public IResource Resource => resource;

    /// <summary>Starts the resource; one that waits for others stops waiting and starts now.</summary>
    public async Task StartAsync(bool wait)
    {
        await _switch.WaitAsync();
        try
        {
            if (!_life.IsCompleted)
            {
                if (!wait)
                    await _skipWait.CancelAsync();
                return;
            }

            _stop = new CancellationTokenSource();
            _skipWait = new CancellationTokenSource();
            if (!wait)
                await _skipWait.CancelAsync();
            // Said before this returns: who starts a resource and then waits for it must not see how it ended before.
            Publish(snapshot => snapshot with { State = KnownResourceStates.Starting, ReadyTimeStamp = null, ExitCode = null });
            _life = Task.Run(() => LiveAsync(_stop.Token));
        }
        finally
        {
            _switch.Release();
        }
    }

    public async Task StopAsync()
    {
        await _switch.WaitAsync();
        try
        {
            if (_life.IsCompleted)
                return;
            Publish(snapshot => snapshot with { State = KnownResourceStates.Stopping });
            await _stop.CancelAsync();
            await _life;
            // It may have ended by itself just before it was said to be stopping.
            Publish(snapshot => snapshot.State?.Text == KnownResourceStates.Stopping ? snapshot with { State = KnownResourceStates.Exited } : snapshot);
        }
        finally
        {
            _switch.Release();
        }
    }

    public void Dispose()
    {
        _switch.Dispose();
        _stop.Dispose();
        _skipWait.Dispose();
        _crash.Dispose();
    }

    /// <summary>Changes the snapshot, and with it what can be done to the resource.</summary>
    public void Publish(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        _ = engine.Notifications.PublishUpdateAsync(resource, before =>
        {
            var after = change(before);
            return after with
            {
                Commands = [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.ToSnapshot(after, engine.Services))],
            };
        });

    private async Task LiveAsync(CancellationToken stop)
    {
        var last = KnownResourceStates.Exited;
        string? reason = null;
        int? exitCode = null;
        try
        {
            var setUp = launcher?.SetUpAsync(resource, _log, Say, stop) ?? Task.CompletedTask;
            await WaitAsync(stop);
            await setUp;
            await engine.Eventing.PublishAsync(new BeforeResourceStartedEvent(resource, engine.Services), stop);
            exitCode = launcher is null ? await LiveWithoutProcessAsync(stop) : await LiveAsProcessesAsync(launcher, stop);
            last = exitCode == 0 && !stop.IsCancellationRequested ? KnownResourceStates.Finished : KnownResourceStates.Exited;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            reason = "Stopped.";
        }
        catch (Exception failure)
        {
            last = KnownResourceStates.FailedToStart;
            reason = failure.Message;
            _log.LogError("{Failure}", failure is DistributedApplicationException ? failure.Message : failure.ToString());
        }

        Publish(snapshot => snapshot with
        {
            State = last,
            ExitCode = exitCode,
            Reason = reason,
            HealthStatus = null,
            HealthReports = [],
            WaitingFor = [],
            StopTimeStamp = DateTime.UtcNow,
        });
        try
        {
            if (engine.Notifications.TryGetCurrentState(resource.Name, out var ended))
                await engine.Eventing.PublishAsync(new ResourceStoppedEvent(resource, engine.Services, ended!), CancellationToken.None);
        }
        catch (Exception failure)
        {
            // It must not keep the other resources from being stopped.
            _log.LogError(failure, "A handler of its end failed.");
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        Publish(snapshot => Fresh(snapshot) with
        {
            State = KnownResourceStates.Waiting,
            WaitingFor = [.. WaitGate.WaitsOf(resource).Select(wait => wait.Resource.Name)],
        });
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _skipWait.Token);
        try
        {
            await gate.WaitAsync(resource, left => Publish(snapshot => snapshot with { WaitingFor = [.. left] }), either.Token);
        }
        catch (OperationCanceledException) when (_skipWait.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            _log.LogInformation("Started without waiting any longer.");
        }

        Publish(snapshot => snapshot with
        {
            State = KnownResourceStates.Starting,
            WaitingFor = [],
            StartTimeStamp = DateTime.UtcNow,
            StartOrder = engine.NextStartOrder(),
        });
    }

    private void Say(string text) => engine.Console.Say(resource.Name, text);

    private static CustomResourceSnapshot Fresh(CustomResourceSnapshot snapshot) => snapshot with
    {
        ExitCode = null,
        Reason = null,
        HealthStatus = null,
        HealthReports = [],
        ReadyTimeStamp = null,
        StopTimeStamp = null,
    };

    private async Task<int?> LiveWithoutProcessAsync(CancellationToken stop)
    {
        Publish(snapshot => snapshot with { State = KnownResourceStates.Running });
        await WatchHealthAsync(() => true, stop);
        return null;
    }

    private async Task<int?> LiveAsProcessesAsync(ILauncher starter, CancellationToken stop)
    {
        var environment = await engine.EnvironmentFor(starter, resource).ResolveAsync(resource, 0, _log, stop);
        Publish(snapshot => snapshot with { EnvironmentVariables = EnvironmentOf(environment) });
        await starter.PrepareAsync(new Launch(resource, 0, environment, _log), Say, stop);

        _replicas = [.. Enumerable.Range(0, resource.GetReplicaCount())
            .Select(index => new Replica(resource, index, starter, engine, restarts, _ => OnReplicaChanged()))];
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var health = WatchHealthAsync(() => _replicas.All(replica => replica.State.IsRunning), ended.Token);
        try
        {
            var exitCodes = await Task.WhenAll(_replicas.Select(replica => replica.RunAsync(stop)));
            return exitCodes.Max();
        }
        finally
        {
            await ended.CancelAsync();
            await health.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static ImmutableArray<EnvironmentVariableSnapshot> EnvironmentOf(ResolvedEnvironment environment) =>
        [.. environment.Variables.Select(variable =>
            new EnvironmentVariableSnapshot(variable.Key, variable.Value, true) { IsSecret = environment.Secrets.Contains(variable.Key) })];

    private void OnReplicaChanged()
    {
        var crashed = _replicas.FirstOrDefault(replica => replica.State is { IsRunning: false, Reason: not null });
        if (crashed is not null)
        {
            Interlocked.Exchange(ref _crash, new CancellationTokenSource()).Cancel();
            Publish(snapshot => Fresh(snapshot) with
            {
                State = KnownResourceStates.Restarting,
                ExitCode = crashed.State.ExitCode,
                Reason = crashed.State.Reason,
            });
        }
        else if (_replicas.All(replica => replica.State.IsRunning))
        {
            Publish(snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                StartTimeStamp = snapshot.State?.Text == KnownResourceStates.Restarting ? DateTime.UtcNow : snapshot.StartTimeStamp,
                Reason = null,
            });
        }
    }

    // Readiness belongs to one start: what crashed and runs again is not ready until it has been looked at anew.
    private async Task WatchHealthAsync(Func<bool> isRunning, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var thisStart = CancellationTokenSource.CreateLinkedTokenSource(stop, _crash.Token);
            await WatchStartAsync(isRunning, thisStart.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Timeout.Infinite, thisStart.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

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
                Say($"runs, and is not healthy yet: {reports.First(report => report.Status != HealthStatus.Healthy).Description}");
            if (status is null)
                return;
            await Task.Delay(ResourceHealth.Pause(ready, failures), stop);
        }

        void PublishUnlessOver(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
            Publish(snapshot => stop.IsCancellationRequested ? snapshot : change(snapshot));
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
                    Say($"is healthy, but not ready: {failure.Message} Trying again.");
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(5, tries)), stop);
            }
        }
    }
}
