using System.Net.Sockets;

namespace Suite.Hosting.ApplicationModel;

/// <summary>An address that a resource answers on, as declared; <see cref="AllocatedEndpoint"/> is where it really is.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    public EndpointAnnotation(
        ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null,
        int? port = null, int? targetPort = null, bool? isExternal = null, bool isProxied = true)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Tcp ? "tcp" : "udp");
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : "tcp");
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    public ProtocolType Protocol { get; set; }

    public string Name { get; set; }

    public string UriScheme { get; set; }

    public string Transport { get; set; }

    /// <summary>The wanted port; a taken one gives way to the next free one. Null: any.</summary>
    public int? Port { get; set; }

    /// <summary>The port inside the container; a process of this machine listens on the allocated port itself.</summary>
    public int? TargetPort { get; set; }

    public string TargetHost { get; set; } = "localhost";

    public bool IsExternal { get; set; }

    public bool IsProxied { get; set; }

    /// <summary>Where the first replica answers; null until ports are given out.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => Replicas.Count == 0 ? null : Replicas[0];
        set => Replicas = value is null ? [] : [value];
    }

    /// <summary>Where each replica answers, by index.</summary>
    internal IReadOnlyList<AllocatedEndpoint> Replicas { get; set; } = [];

    /// <summary>Environment variables that carry the port to the process.</summary>
    internal List<string> PortVariables { get; } = [];
}

public sealed class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    public EndpointAnnotation Endpoint { get; } = endpoint;

    public string Address { get; } = address;

    public int Port { get; } = port;

    public string UriString => $"{Endpoint.UriScheme}://{Address}:{Port}";

    public override string ToString() => UriString;
}

public enum EndpointProperty
{
    Url,
    Host,
    IPV4Host,
    Port,
    Scheme,
    TargetPort,
    HostAndPort,
}
