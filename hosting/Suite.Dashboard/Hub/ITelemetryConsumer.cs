using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Hub;

/// <summary>
/// Takes what the hub received: the Prometheus exposition, the store on disk, the forwarder. Called by many receivers at
/// once, so it must be quick and must not wait: what it has no room for it refuses, and the hub counts that under its name.
/// </summary>
internal interface ITelemetryConsumer
{
    /// <summary>In the drop counters: <c>exposition</c>, <c>store</c>, <c>forward</c>.</summary>
    string Name { get; }

    /// <returns>How many of the spans were refused; 0 when all were taken.</returns>
    int Take(TracesData traces);

    /// <returns>How many of the points were refused.</returns>
    int Take(MetricsData metrics);

    /// <returns>How many of the records were refused.</returns>
    int Take(LogsData logs);
}
