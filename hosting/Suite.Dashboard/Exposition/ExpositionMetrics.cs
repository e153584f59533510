using System.Diagnostics.Metrics;

namespace Suite.Dashboard.Exposition;

/// <summary>What the exposition tells of itself.</summary>
internal sealed class ExpositionMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _dropped;

    public ExpositionMetrics(IMeterFactory meters)
    {
        _meter = meters.Create("Suite.Otlp");
        _dropped = _meter.CreateCounter<long>(
            "suite.otlp.exposition.dropped", "{point}", "Metric points that are not shown to Prometheus, by reason.");
    }

    public void Dropped(PointRefusal refusal) => _dropped.Add(1, new KeyValuePair<string, object?>("reason", WordOf(refusal)));

    public void Observe(Func<int> series, int limit)
    {
        _meter.CreateObservableGauge("suite.otlp.exposition.series", series, "{series}", "Series shown to Prometheus.");
        _meter.CreateObservableGauge("suite.otlp.exposition.series.limit", () => limit, "{series}", "Series that may be shown.");
    }

    public static string WordOf(PointRefusal refusal) => refusal switch
    {
        PointRefusal.SeriesLimit => "series-limit",
        PointRefusal.MetricSeriesLimit => "metric-series-limit",
        PointRefusal.LabelLimit => "label-limit",
        PointRefusal.TypeConflict => "type-conflict",
        PointRefusal.OutOfOrder => "out-of-order",
        _ => "invalid",
    };
}
