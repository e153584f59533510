using Microsoft.Extensions.Options;
using Suite.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Transforms;

namespace Suite.Gateway.Proxy;

/// <summary>Turns <see cref="Routes.Table"/> and the configured addresses into YARP's configuration.</summary>
internal sealed class ProxyTable(IOptions<GatewayOptions> options, ServiceAddresses addresses, WebFiles web) : IProxyConfigProvider
{
    private static readonly TimeSpan SparePatience = TimeSpan.FromSeconds(3);

    private readonly InMemoryConfigProvider _config = Build(options.Value, addresses, web);

    public IProxyConfig GetConfig() => _config.GetConfig();

    private static InMemoryConfigProvider Build(GatewayOptions options, ServiceAddresses addresses, WebFiles web)
    {
        var rows = Routes.Table.Where(row => row.Path != "/" || !web.Exist).ToArray();
        return new InMemoryConfigProvider(
            [.. rows.Select(row => ToRoute(row, options))],
            [.. rows.DistinctBy(row => row.Service).Select(row => ToCluster(row, options, addresses))]);
    }

    private static RouteConfig ToRoute(PublicRoute row, GatewayOptions options)
    {
        var route = new RouteConfig
        {
            RouteId = row.Path,
            ClusterId = row.Service,
            Match = new RouteMatch { Path = $"{row.Path.TrimEnd('/')}/{{**rest}}" },
            MaxRequestBodySize = row.MaxBody(options),
            RateLimiterPolicy = row.RateLimit,
        };
        if (row.PassedHeaders is { } passed)
            route = route.WithTransformRequestHeadersAllowed(passed);
        if (row.Key?.Invoke(options) is { Key: var header, Value: { Length: > 0 } key })
            route = route.WithTransformRequestHeader(header, key, append: false);
        // X-Forwarded-Prefix is ours below; ForeignHeaders has taken away whatever came in.
        route = route
            .WithTransformXForwarded(xDefault: ForwardedTransformActions.Set, xPrefix: ForwardedTransformActions.Off)
            .WithTransformUseOriginalHostHeader(row.OriginalHost);
        return row.StripFrom is { } prefix
            ? route.WithTransformPathRemovePrefix(prefix).WithTransformRequestHeader("X-Forwarded-Prefix", prefix, append: false)
            : route;
    }

    private static ClusterConfig ToCluster(PublicRoute row, GatewayOptions options, ServiceAddresses addresses) => new()
    {
        ClusterId = row.Service,
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        Destinations = addresses.Of(row.Service, row.Endpoint)
            .Select((address, index) => (Address: address.ToString(), Name: $"{row.Service}/{index}"))
            .ToDictionary(replica => replica.Name, replica => new DestinationConfig { Address = replica.Address }),
        HealthCheck = new HealthCheckConfig
        {
            // When no replica is healthy all are tried: one that lives but misses its database explains that better than we could.
            AvailableDestinationsPolicy = row.IsSpare
                ? HealthCheckConstants.AvailableDestinations.HealthyAndUnknown
                : HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
            // Failover reports what it meets between two probes.
            Passive = new PassiveHealthCheckConfig { Enabled = true },
            Active = HasHealth(row.Service) ? new ActiveHealthCheckConfig
            {
                Enabled = true,
                Path = "/health",
                Interval = options.ProbeInterval,
                Timeout = TimeSpan.FromSeconds(5),
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
            } : null,
        },
        HttpRequest = new ForwarderRequestConfig
        {
            Version = System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            ActivityTimeout = PatienceWith(row, options),
        },
    };

    private static TimeSpan PatienceWith(PublicRoute row, GatewayOptions options) =>
        row.IsSpare ? SparePatience
        : row.Service == "model-gateway" ? options.ModelTimeout
        : options.UpstreamTimeout;

    // The others are not of our making and answer elsewhere, or not at all.
    private static bool HasHealth(string service) => service is "backend" or "model-gateway" or "dashboard";
}
