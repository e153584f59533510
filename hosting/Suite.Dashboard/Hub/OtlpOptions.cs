using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Hub.Forward;

namespace Suite.Dashboard.Hub;

/// <summary>Settings of the hub that receives telemetry.</summary>
internal sealed class OtlpOptions
{
    public const string Section = "Otlp";

    /// <summary>Where OTLP/gRPC is taken, over HTTP/2 without TLS. Port 0 is a free one; empty: not at all.</summary>
    public string GrpcUrl { get; set; } = "http://127.0.0.1:4317";

    /// <summary>Where OTLP/HTTP is taken. Port 0 is a free one; empty: not at all.</summary>
    public string HttpUrl { get; set; } = "http://127.0.0.1:4318";

    /// <summary>Where Prometheus reads what was received. Port 0 is a free one; empty: not at all.</summary>
    public string ExpositionUrl { get; set; } = "http://127.0.0.1:8889";

    /// <summary>
    /// What senders show as <c>x-otlp-api-key</c> or as bearer token. There may be none only while nobody but this machine reaches the ports.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>The largest request, before and after decompression.</summary>
    [Range(1_024, 1 << 30)]
    public int MaxBodyBytes { get; set; } = 64 << 20;

    /// <summary>What the objects of one request may take in memory, by estimate.</summary>
    [Range(1_024, 1L << 40)]
    public long MaxDecodedBytes { get; set; } = 256 << 20;

    /// <summary>What all requests that are being read and decoded may hold together; beyond it senders are asked to come back later.</summary>
    [Range(1_024, 1L << 40)]
    public long MaxInFlightBytes { get; set; } = 512 << 20;

    /// <summary>Attributes of one span, event, point, record or source that are kept.</summary>
    [Range(1, 10_000)]
    public int MaxAttributes { get; set; } = 128;

    /// <summary>Longer texts are cut; in UTF-8.</summary>
    [Range(16, 16 << 20)]
    public int MaxTextBytes { get; set; } = 64 << 10;

    /// <summary>Everything may be passed on to another receiver as well.</summary>
    [ValidateObjectMembers]
    public ForwardOptions Forward { get; set; } = new();

    public string UrlOf(Listener listener) => listener switch
    {
        Listener.Grpc => GrpcUrl,
        Listener.Http => HttpUrl,
        _ => ExpositionUrl,
    };
}
