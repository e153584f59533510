using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers;

/// <summary>What a launcher needs to know to start one replica of a resource.</summary>
internal sealed record Launch(IResource Resource, int Replica, ResolvedEnvironment Environment, ILogger Log)
{
    public int? PortOf(string endpoint) => Resource.Annotations.OfType<EndpointAnnotation>()
        .FirstOrDefault(other => other.Name == endpoint)?.Replicas[Replica].Port;
}

/// <summary>Turns resources of some kinds into processes.</summary>
internal interface ILauncher
{
    bool Handles(IResource resource);

    /// <summary>Null when this machine can run the resource, or else why not, in words for people.</summary>
    string? WhyNot(IResource resource) => null;

    /// <summary>Whose names and ports the resource sees.</summary>
    ValueProviderContext Consumer(IResource resource) => new() { Caller = resource };

    /// <summary>Brings what the machine lacks. It needs nothing of other resources, so it runs while the resource waits for them.</summary>
    Task SetUpAsync(IResource resource, ILogger log, Action<string> progress, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Makes what the process needs: builds, data folders. Once a start, before any replica.</summary>
    Task PrepareAsync(Launch launch, Action<string> progress, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Null when there is nothing to do: the resource has finished already.</summary>
    Task<LaunchSpec?> DescribeAsync(Launch launch, CancellationToken cancel);

    /// <summary>Clears what the ended process may have left.</summary>
    Task AfterExitAsync(Launch launch) => Task.CompletedTask;
}
