using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>Gives every endpoint of every replica its address, before anything starts, so that references always resolve.</summary>
internal sealed class EndpointAllocator(EngineOptions options, PortAllocator ports, ConsoleReporter console)
{
    public void Allocate(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.Replicas = [.. Enumerable.Range(0, resource.GetReplicaCount())
                .Select(replica => new AllocatedEndpoint(endpoint, endpoint.TargetHost, Take(resource, endpoint, replica)))];
        }
    }

    private int Take(IResource resource, EndpointAnnotation endpoint, int replica)
    {
        if (options.RandomizePorts || endpoint.Port is null)
            return ports.Take(null);

        var wanted = endpoint.Port.Value;
        var port = ports.Take(wanted);
        if (port != wanted && replica == 0)
            console.Say(resource.Name, $"port {wanted} is taken, using {port}");
        return port;
    }
}
