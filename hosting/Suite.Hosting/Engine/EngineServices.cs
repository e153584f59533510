using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Eventing;
using Suite.Hosting.Health;
using Suite.Hosting.Launchers;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Engine;

/// <summary>What every resource's runner works with.</summary>
internal sealed record EngineServices(
    IServiceProvider Services,
    DistributedApplicationExecutionContext Execution,
    ResourceNotificationService Notifications,
    ResourceLoggerService Logs,
    IDistributedApplicationEventing Eventing,
    ResourceHealth Health,
    PortAllocator Ports,
    ConsoleReporter Console)
{
    private int _started;

    /// <summary>Set when the application starts.</summary>
    public Watchdog? Watchdog { get; set; }

    public ResourceEnvironment EnvironmentFor(ILauncher launcher, IResource resource) =>
        new(Execution, launcher.Consumer(resource), other => Notifications.SnapshotOf(other).State?.Text == KnownResourceStates.Skipped);

    /// <summary>Changes a resource's snapshot, and with it what can be done to the resource.</summary>
    public void Publish(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        _ = Notifications.PublishUpdateAsync(resource, before =>
        {
            var after = change(before);
            return after with
            {
                Commands = [.. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.ToSnapshot(after, Services))],
            };
        });

    /// <summary>1, 2, 3 … as resources start.</summary>
    public int NextStartOrder() => Interlocked.Increment(ref _started);
}
