using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>What is written in one transaction.</summary>
internal sealed class Batch
{
    public List<TracesData> Traces { get; } = [];

    public List<LogsData> Logs { get; } = [];

    public List<MetricsData> Metrics { get; } = [];

    public int Spans { get; private set; }

    public int Records { get; private set; }

    public int Points { get; private set; }

    public int Count => Spans + Records + Points;

    public void Add(TracesData data)
    {
        Traces.Add(data);
        Spans += data.Count;
    }

    public void Add(LogsData data)
    {
        Logs.Add(data);
        Records += data.Count;
    }

    public void Add(MetricsData data)
    {
        Metrics.Add(data);
        Points += data.Count;
    }
}
