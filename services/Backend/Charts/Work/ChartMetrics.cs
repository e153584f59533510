using System.Diagnostics.Metrics;

namespace Suite.Charts.Work;

/// <summary>What readings of charts came to: meter <c>Suite.Charts</c>.</summary>
internal sealed class ChartMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _readings = meters.Create("Suite.Charts").CreateCounter<long>(
        "suite.charts.readings", "{chart}", "Charts that were digitised, or could not be.");

    public void Read() => Count("read");

    public void Unreadable() => Count("unreadable");

    private void Count(string outcome) => _readings.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
