using System.ComponentModel.DataAnnotations;

namespace Suite.Dashboard.Hub.Forward;

/// <summary>Settings of passing everything on to another receiver.</summary>
internal sealed class ForwardOptions
{
    /// <summary>Base address of an OTLP/HTTP receiver, without <c>/v1/traces</c>. Null: nothing is passed on.</summary>
    public Uri? Url { get; set; }

    /// <summary>Sent along, as in <c>OTEL_EXPORTER_OTLP_HEADERS</c>: <c>name=value</c>, separated by commas.</summary>
    public string Headers { get; set; } = "";

    /// <summary>Spans, data points and log records, of each as many, that may wait; further ones are dropped and counted.</summary>
    [Range(1, 10_000_000)]
    public int QueueItems { get; set; } = 100_000;

    /// <summary>A request is sent when it has this many, or when nothing else waits.</summary>
    [Range(1, 1_000_000)]
    public int BatchItems { get; set; } = 5_000;

    /// <summary>How long a batch is tried while the receiver is away; then it is dropped and counted.</summary>
    [Range(1, 86_400)]
    public int GiveUpSeconds { get; set; } = 300;
}
