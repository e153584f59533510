using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Suite.ServiceDefaults;

/// <summary>Health as metrics, so that whoever keeps metrics keeps its history: <c>check</c> names the check, or <c>all</c>.</summary>
internal sealed class HealthMetrics : IHealthCheckPublisher, IDisposable
{
    private const string All = "all";

    private readonly Meter _meter = new("Suite.Health");
    private HealthReport? _last;

    public HealthMetrics()
    {
        _meter.CreateObservableGauge(
            "suite.health.status", () => Measure(report => Value(report.Status), entry => Value(entry.Status)), "{status}",
            "1 well, 0.5 degraded, 0 unhealthy.");
        _meter.CreateObservableGauge(
            "suite.health.duration", () => Measure(report => report.TotalDuration.TotalSeconds, entry => entry.Duration.TotalSeconds), "s",
            "How long the last look took.");
    }

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        _last = report;
        return Task.CompletedTask;
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Measure(Func<HealthReport, double> whole, Func<HealthReportEntry, double> part)
    {
        if (_last is not { } report)
            yield break;
        yield return new(whole(report), KeyValuePair.Create<string, object?>("check", All));
        foreach (var (name, entry) in report.Entries)
            yield return new(part(entry), KeyValuePair.Create<string, object?>("check", name));
    }

    private static double Value(HealthStatus status) => (int)status / (double)HealthStatus.Healthy;
}
