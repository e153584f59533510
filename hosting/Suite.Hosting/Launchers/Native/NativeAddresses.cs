using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Launchers.Native;

/// <summary>Containers find each other by name; here, everybody is on loopback.</summary>
internal static class NativeAddresses
{
    /// <summary>Puts this machine's address in place of every <c>name:port</c> of the application.</summary>
    public static Func<string, string> In(DistributedApplicationModel model)
    {
        var addresses = model.Resources
            .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>(), (resource, endpoint) => (resource.Name, Endpoint: endpoint))
            .Where(known => known.Endpoint is { TargetPort: not null, AllocatedEndpoint: not null })
            .ToDictionary(known => $"{known.Name}:{known.Endpoint.TargetPort}", known => $"127.0.0.1:{known.Endpoint.AllocatedEndpoint!.Port}");
        return text => addresses.Aggregate(text, (changed, address) => changed.Replace(address.Key, address.Value, StringComparison.Ordinal));
    }
}
