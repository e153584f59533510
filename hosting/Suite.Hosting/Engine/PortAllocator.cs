using System.Net;
using System.Net.Sockets;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>
/// Gives out ports and holds each, listening, until its process starts: another copy of the application that starts at the
/// same time must not be given it too.
/// </summary>
internal sealed class PortAllocator : IDisposable
{
    private readonly Dictionary<int, TcpListener> _held = [];
    private readonly Lock _lock = new();

    /// <summary>The wanted port, or the next free one; any free one when none is wanted.</summary>
    public int Take(int? wanted)
    {
        lock (_lock)
        {
            if (wanted is not { } first)
                return TakeAny();
            for (var port = first; port <= IPEndPoint.MaxPort; port++)
            {
                if (TryHold(port))
                    return port;
            }

            throw new DistributedApplicationException($"No port from {first} on is free.");
        }
    }

    /// <summary>Lets the process that the port was taken for listen on it.</summary>
    public void Release(int port)
    {
        lock (_lock)
        {
            if (_held.Remove(port, out var listener))
                listener.Dispose();
        }
    }

    /// <summary>Lets whoever stands in for <paramref name="resource"/> listen on its ports.</summary>
    public void ReleaseAll(IResource resource)
    {
        foreach (var replica in resource.Annotations.OfType<EndpointAnnotation>().SelectMany(endpoint => endpoint.Replicas))
            Release(replica.Port);
    }

    public void Dispose()
    {
        foreach (var port in _held.Keys.ToArray())
            Release(port);
    }

    private int TakeAny()
    {
        while (true)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            if (TryHold(port))
                return port;
        }
    }

    // On all addresses, because another program may listen on any of them; IPv6 takes IPv4 along where there is any.
    private bool TryHold(int port)
    {
        if (_held.ContainsKey(port))
            return false;
        var listener = Socket.OSSupportsIPv6 ? TcpListener.Create(port) : new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start(1);
            _held.Add(port, listener);
            return true;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return false;
        }
    }
}
