using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp;

namespace Suite.Tests.Integration.Dashboard.Otlp;

/// <summary>A consumer that keeps everything, has no room, or breaks, as the test wishes.</summary>
internal sealed class Recorder(string name = "recorder") : ITelemetryConsumer
{
    private readonly Lock _lock = new();
    private readonly List<TracesData> _traces = [];
    private readonly List<MetricsData> _metrics = [];
    private readonly List<LogsData> _logs = [];

    public string Name => name;

    /// <summary>How many of an offer's items it refuses.</summary>
    public Func<int, int> Refuses { get; set; } = _ => 0;

    public List<(Span Span, Source Source, Scope Scope)> Spans => Read(() =>
        _traces.SelectMany(data => data.Groups).SelectMany(group => group.Spans.Select(span => (span, group.Source, group.Scope))).ToList());

    public List<(Metric Metric, Source Source, Scope Scope)> Metrics => Read(() =>
        _metrics.SelectMany(data => data.Groups).SelectMany(group => group.Metrics.Select(metric => (metric, group.Source, group.Scope))).ToList());

    public List<(LogRecord Record, Source Source, Scope Scope)> Records => Read(() =>
        _logs.SelectMany(data => data.Groups).SelectMany(group => group.Records.Select(record => (record, group.Source, group.Scope))).ToList());

    public int Take(TracesData traces) => Keep(_traces, traces, traces.Count);

    public int Take(MetricsData metrics) => Keep(_metrics, metrics, metrics.Count);

    public int Take(LogsData logs) => Keep(_logs, logs, logs.Count);

    private int Keep<T>(List<T> kept, T data, int items)
    {
        lock (_lock)
            kept.Add(data);
        return Refuses(items);
    }

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }
}
