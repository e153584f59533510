using System.Diagnostics.Metrics;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Suite.Gateway.Proxy;

/// <summary>What the proxy measures of itself: meter <c>Suite.Gateway</c>.</summary>
internal sealed class ProxyMetrics
{
    private readonly Counter<long> _failovers;
    private readonly Counter<long> _failures;

    public ProxyMetrics(IMeterFactory meters, IProxyStateLookup proxy)
    {
        var meter = meters.Create("Suite.Gateway");
        _failovers = meter.CreateCounter<long>(
            "suite.gateway.failovers", "{request}", "Requests that went to another replica because the first did not answer.");
        _failures = meter.CreateCounter<long>("suite.gateway.failures", "{request}", "Requests that no replica answered.");
        meter.CreateObservableGauge(
            "suite.gateway.replicas", () => proxy.GetClusters().Where(IsThere).SelectMany(Counted), "{replica}",
            "Replicas, by what probes and failures say of them.");
    }

    public void FailedOver(string service) => _failovers.Add(1, Tag("service", service));

    public void Failed(string service, ForwarderError error) =>
        _failures.Add(1, Tag("service", service), Tag("error", error.ToString()));

    // Grafana, say, where nobody runs one: that is no service without a healthy replica.
    private static bool IsThere(ClusterState cluster) => cluster.DestinationsState.AllDestinations.Count > 0;

    private static IEnumerable<Measurement<int>> Counted(ClusterState cluster)
    {
        var replicas = cluster.DestinationsState.AllDestinations;
        var healthy = replicas.Count(replica => replica.IsWell());
        yield return new Measurement<int>(healthy, Tag("service", cluster.ClusterId), Tag("state", "healthy"));
        yield return new Measurement<int>(replicas.Count - healthy, Tag("service", cluster.ClusterId), Tag("state", "unhealthy"));
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
