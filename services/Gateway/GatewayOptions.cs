using System.ComponentModel.DataAnnotations;

namespace Suite.Gateway;

/// <summary>Settings of the public address.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    private const long Megabyte = 1024 * 1024;

    /// <summary>The largest request body, in bytes, where nothing else is said.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBodyBytes { get; set; } = 10 * Megabyte;

    /// <summary>The largest upload as a whole, in bytes; the backend limits each file.</summary>
    [Range(1, long.MaxValue)]
    public long MaxUploadBytes { get; set; } = 16_384 * Megabyte;

    /// <summary>The largest input of a model, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxModelInputBytes { get; set; } = 64 * Megabyte;

    /// <summary>The largest batch of traces that a browser may send, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxTraceBytes { get; set; } = Megabyte;

    /// <summary>The key that the telemetry hub asks for; the gateway adds it to traces of browsers, which never learn it.</summary>
    public string? OtlpApiKey { get; set; }

    /// <summary>Batches of traces per second that one client may keep up; a browser's own pace is one in five seconds.</summary>
    [Range(1, 1_000_000)]
    public int TraceRequestsPerSecond { get; set; } = 2;

    /// <summary>Batches of traces that one client may send at once before its rate counts.</summary>
    [Range(1, 1_000_000)]
    public int TraceBurst { get; set; } = 20;

    /// <summary>Requests per second that one API key, session or (without either) address may keep up.</summary>
    [Range(1, 1_000_000)]
    public int ClientRequestsPerSecond { get; set; } = 500;

    /// <summary>Requests that one client may send at once before its rate counts.</summary>
    [Range(1, 1_000_000)]
    public int ClientBurst { get; set; } = 2000;

    /// <summary>Requests per second from one address, whatever keys it shows: inventing keys buys nothing.</summary>
    [Range(1, 1_000_000)]
    public int AddressRequestsPerSecond { get; set; } = 2000;

    /// <summary>Requests that one address may send at once before its rate counts.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; } = 8000;

    /// <summary>How long a service may stay silent before the answer is 504 <c>upstream-timeout</c>.</summary>
    public TimeSpan UpstreamTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The same for models, which may think for minutes.</summary>
    public TimeSpan ModelTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often each replica's /health is asked.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the backend's word about a session is trusted; a signed-out session passes at most this much longer.</summary>
    public TimeSpan SessionMemory { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often all services are asked how they are, for the history of the status page.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan StatusInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How old the state of the services may be that a page is shown; then they are asked again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan StatusFreshness { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>While the backend is away, how long those whom it last knew may still read how the suite is.</summary>
    public TimeSpan SessionRecall { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Addresses of proxies in front of this one, whose X-Forwarded-For and -Proto are believed. None by default.</summary>
    public string[] TrustedProxies { get; set; } = [];
}
