using System.Diagnostics;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Launchers;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Engine;

/// <summary>How one process of a resource stands.</summary>
internal sealed record ReplicaState(bool IsRunning, int? ExitCode = null, string? Reason = null);

/// <summary>One process of a resource: started, watched, and started again when it crashes.</summary>
internal sealed class Replica(
    IResource resource, int index, ILauncher launcher, EngineServices engine, bool restarts, Action<Replica> onChange)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly RestartDelay _delay = new();
    private ChildProcess? _process;

    public ReplicaState State { get; private set; } = new(false);

    public ResolvedEnvironment? Environment { get; private set; }

    private string Prefix => resource.GetReplicaCount() > 1 ? $"[{index}] " : "";

    /// <summary>Runs until the process has ended for good, and returns its exit code.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            var exitCode = await RunOnceAsync(stop);
            if (stop.IsCancellationRequested || exitCode == 0 || !restarts)
                return exitCode;

            var delay = _delay.AfterCrash(Stopwatch.GetElapsedTime(started));
            Change(new(false, exitCode, $"Ended with exit code {exitCode}; starting again in {delay.TotalSeconds:0} s (crash {_delay.Crashes} in a row)."));
            await Task.Delay(delay, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return exitCode;
        }
    }

    private async Task<int> RunOnceAsync(CancellationToken stop)
    {
        var log = engine.Logs.LogOf(resource.Name);
        Environment = await engine.EnvironmentFor(launcher, resource).ResolveAsync(resource, index, log, stop);
        var launch = new Launch(resource, index, Environment, log);
        if (await launcher.DescribeAsync(launch, stop) is not { } spec)
        {
            log.Add("Nothing to do: up to date.", isError: false);
            return 0;
        }

        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            engine.Ports.Release(endpoint.Replicas[index].Port);
        stop.ThrowIfCancellationRequested();
        _process = await ChildProcess.StartAsync(spec, engine.Watchdog, (text, isError) => log.Add(Prefix + text, isError));
        Change(new(true));

        await using (stop.UnsafeRegister(_ => _ = _process.StopAsync(Grace), null))
        {
            var exitCode = await _process.Exited;
            log.Add($"{Prefix}Process {_process.Id} ended with exit code {exitCode}.", isError: exitCode != 0 && !stop.IsCancellationRequested);
            State = new(false, exitCode);
            await launcher.AfterExitAsync(launch);
            return exitCode;
        }
    }

    private void Change(ReplicaState state)
    {
        State = state;
        onChange(this);
    }
}
