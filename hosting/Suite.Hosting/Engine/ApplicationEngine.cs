using Microsoft.Extensions.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Launchers;
using Suite.Hosting.Processes;
using Suite.Hosting.ResourceService;

namespace Suite.Hosting.Engine;

/// <summary>Starts the whole application in its order, and stops it.</summary>
internal sealed class ApplicationEngine(
    DistributedApplicationModel model, EngineServices engine, EngineOptions options, EndpointAllocator endpoints,
    LauncherSet launchers, WaitGate gate, ResourceApi api) : IHostedService, IDisposable
{
    private readonly Dictionary<string, ResourceRunner> _runners = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stopping = new();
    private DataFolderLock? _dataFolder;
    private Task _console = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _dataFolder = DataFolderLock.Take(options.DataFolder);
        engine.Logs.WriteTo(Path.Combine(options.DataFolder, "logs"));
        engine.Watchdog = Watchdog.Start();
        await launchers.ChooseAsync(cancellationToken);
        await engine.Eventing.PublishAsync(new BeforeStartEvent(engine.Services, model), cancellationToken);

        foreach (var resource in model.Resources.Where(resource => WhyNot(resource) is null))
            endpoints.Allocate(resource);
        if (model.Resources.Any(Dashboard.Is))
            await api.StartAsync(cancellationToken);
        foreach (var resource in model.Resources)
            await CreateAsync(resource, cancellationToken);
        RefuseHopelessWaits();

        var starting = _runners.Values.Where(runner => !runner.Resource.IsExplicitStart()).ToArray();
        engine.Console.Expect(starting.Select(runner => runner.Resource).Where(resource => !IsHidden(resource)));
        _console = engine.Console.WatchAsync(_stopping.Token);
        foreach (var runner in starting)
            await runner.StartAsync(wait: true);
        await engine.Eventing.PublishAsync(new AfterResourcesCreatedEvent(engine.Services, model), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // Servers last: services put their work away into them, and tell the dashboard's hub how they ended. A process that does not
        // listen is ended after five seconds, so that both waves take little more than ten.
        var waves = _runners.Values.GroupBy(runner => runner.Resource is ContainerResource || Dashboard.Is(runner.Resource)).OrderBy(wave => wave.Key);
        foreach (var wave in waves)
            await Task.WhenAll(wave.Select(runner => runner.StopAsync()));

        await _stopping.CancelAsync();
        await _console.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await api.DisposeAsync();
        engine.Watchdog?.Dispose();
        engine.Ports.Dispose();
        _dataFolder?.Dispose();
    }

    public void Dispose()
    {
        foreach (var runner in _runners.Values)
            runner.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Starts a resource now, whatever it waits for, and with it the children that stopped with it.</summary>
    public async Task StartResourceAsync(string name)
    {
        await RunnerOf(name).StartAsync(wait: false);
        foreach (var child in ChildrenOf(name))
            await child.StartAsync(wait: true);
    }

    public async Task StopResourceAsync(string name)
    {
        await Task.WhenAll(ChildrenOf(name).Select(child => child.StopAsync()));
        await RunnerOf(name).StopAsync();
    }

    private ResourceRunner RunnerOf(string name) => _runners.GetValueOrDefault(name) ?? throw new DistributedApplicationException(
        $"'{name}' cannot run here. {(engine.Notifications.TryGetCurrentState(name, out var current) ? current!.Snapshot.Reason : null)}".TrimEnd());

    private IEnumerable<ResourceRunner> ChildrenOf(string name) => _runners.Values.Where(runner =>
        runner.Resource is IResourceWithParent child && string.Equals(child.Parent.Name, name, StringComparison.OrdinalIgnoreCase));

    private async Task CreateAsync(IResource resource, CancellationToken cancel)
    {
        var launcher = launchers.For(resource);
        if (launcher is not null)
            LifecycleCommands.Add(resource, this);
        var whyNot = WhyNot(resource);
        var runner = new ResourceRunner(resource, launcher, engine, gate, restarts: RestartsAfterCrash(resource));
        runner.Publish(snapshot => snapshot with
        {
            CreationTimeStamp = DateTime.UtcNow,
            IsHidden = IsHidden(resource),
            Urls = ResourceUrls.Of(resource),
            Reason = whyNot,
            State = (resource, whyNot) switch
            {
                (ParameterResource, null) => KnownResourceStates.Running,
                (ParameterResource, _) => KnownResourceStates.ValueMissing,
                (_, null) => KnownResourceStates.NotStarted,
                _ => KnownResourceStates.Skipped,
            },
        });
        await engine.Eventing.PublishAsync(new InitializeResourceEvent(resource, engine.Services), cancel);
        if (resource is IResourceWithEndpoints)
            await engine.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, engine.Services), cancel);
        if (resource is IResourceWithConnectionString)
            await engine.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, engine.Services), cancel);
        if (whyNot is null && resource is not ParameterResource)
            _runners.Add(resource.Name, runner);
    }

    // A program that others wait to see finished has failed when it fails; anything else is a service, and comes back.
    private bool RestartsAfterCrash(IResource resource) => !model.Resources.SelectMany(WaitGate.WaitsOf)
        .Any(wait => wait.Resource == resource && wait.WaitType == WaitType.WaitForCompletion);

    private void RefuseHopelessWaits()
    {
        foreach (var runner in _runners.Values)
        {
            var skipped = WaitGate.WaitsOf(runner.Resource).FirstOrDefault(wait =>
                engine.Notifications.SnapshotOf(wait.Resource).State?.Text == KnownResourceStates.Skipped);
            if (skipped is not null)
            {
                throw new DistributedApplicationException(
                    $"'{runner.Resource.Name}' waits for '{skipped.Resource.Name}', which cannot run here: " +
                    $"{engine.Notifications.SnapshotOf(skipped.Resource).Reason} Remove the wait, or run with a container runtime.");
            }
        }
    }

    /// <summary>Null when the resource can run, or is there anyway.</summary>
    private string? WhyNot(IResource resource) =>
        resource is ParameterResource parameter ? MissingValue(parameter) : launchers.For(resource)?.WhyNot(resource);

    private static bool IsHidden(IResource resource) =>
        resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var initial) && initial.InitialSnapshot.IsHidden;

    private static string? MissingValue(ParameterResource parameter)
    {
        try
        {
            _ = parameter.ValueInternal;
            return null;
        }
        catch (MissingParameterValueException missing)
        {
            return missing.Message;
        }
    }
}
