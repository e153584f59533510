using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Launchers;

namespace Suite.Hosting.Engine;

/// <summary>Takes one resource from waiting to ready and back, as often as people start and stop it.</summary>
internal sealed class ResourceRunner(IResource resource, ILauncher? launcher, EngineServices engine, WaitGate gate, bool restarts) : IDisposable
{
    private readonly SemaphoreSlim _switch = new(1);
    private readonly ILogger _log = engine.Logs.GetLogger(resource);
    private readonly HealthWatch _health = new(resource, engine);
    private CancellationTokenSource _stop = new();
    private CancellationTokenSource _skipWait = new();
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
        _health.Dispose();
    }

    /// <summary>Changes the resource's snapshot.</summary>
    public void Publish(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => engine.Publish(resource, change);

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
        await _health.RunAsync(() => true, stop);
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
        var health = _health.RunAsync(() => _replicas.All(replica => replica.State.IsRunning), ended.Token);
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
            _health.LookAnew();
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
}
