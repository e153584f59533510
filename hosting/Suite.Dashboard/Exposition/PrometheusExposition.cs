using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>Keeps the present value of every metric for Prometheus to fetch; spans and logs are not its business.</summary>
internal sealed class PrometheusExposition(SeriesRegistry registry) : ITelemetryConsumer
{
    public string Name => "exposition";

    public int Take(TracesData traces) => 0;

    public int Take(MetricsData metrics)
    {
        var refused = 0;
        foreach (var group in metrics.Groups)
            refused += registry.Take(group);
        return refused;
    }

    public int Take(LogsData logs) => 0;
}
