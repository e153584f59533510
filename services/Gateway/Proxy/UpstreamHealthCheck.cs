using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Suite.Gateway.Proxy;

/// <summary>What the probes last saw of the backend. The gateway itself is well either way, so it is only degraded.</summary>
internal sealed class UpstreamHealthCheck(IProxyStateLookup proxy) : IHealthCheck
{
    public const string Service = "backend";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var replicas = proxy.TryGetCluster(Service, out var cluster) ? cluster.DestinationsState.AllDestinations : [];
        var well = replicas.Count(replica => replica.IsWell());
        return Task.FromResult(well > 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"None of {replicas.Count} replicas of {Service} is healthy."));
    }
}

internal static class ReplicaHealth
{
    /// <summary>Neither its probes nor the requests that it was given speak against it.</summary>
    public static bool IsWell(this DestinationState replica) =>
        replica.Health is { Active: not DestinationHealth.Unhealthy, Passive: not DestinationHealth.Unhealthy };
}
