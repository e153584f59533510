using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;
using Suite.Hosting.Launchers.Containers;
using Suite.Hosting.Launchers.Native;

namespace Suite.Hosting.Launchers;

/// <summary>Picks who starts a resource: containers by a runtime where one answers, or else by native recipes.</summary>
internal sealed class LauncherSet(
    EngineOptions options, DistributedApplicationModel model, ProjectLauncher projects, ExecutableLauncher executables, NativeContainerLauncher native)
{
    private ILauncher _containers = native;

    /// <summary>Known once <see cref="ChooseAsync"/> has been called.</summary>
    public bool UsesContainers => _containers != native;

    public async Task ChooseAsync(CancellationToken cancel) =>
        _containers = await ContainerRuntime.FindAsync(options.Launcher, cancel) is { } runtime
            ? new ContainerLauncher(runtime, options)
            : native;

    /// <summary>Null when the resource has no process of its own.</summary>
    public ILauncher? For(IResource resource) => IsInTheDashboard(resource)
        ? null
        : new[] { projects, executables, _containers }.FirstOrDefault(launcher => launcher.Handles(resource));

    private bool IsInTheDashboard(IResource resource) => !UsesContainers && OtlpHub.Is(resource) && model.Resources.Any(Dashboard.Is);
}
