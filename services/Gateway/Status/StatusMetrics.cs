using System.Diagnostics.Metrics;

namespace Suite.Gateway.Status;

/// <summary>
/// What the gateway sees of each service (<c>backend</c>) and of what that depends on (<c>backend/redis</c>). Prometheus makes the
/// history of it. Between two collections the worst counts, so that an outage shorter than their interval is not lost.
/// </summary>
internal sealed class StatusMetrics : IDisposable
{
    private readonly Meter _meter = new("Suite.Health");
    private readonly Lock _lock = new();
    private Dictionary<string, Sample> _samples = [];

    public StatusMetrics()
    {
        _meter.CreateObservableGauge(
            "suite.health.service.status", ReadStates, "{status}", "1 up, 0.5 degraded, 0 down; the worst since it was last collected.");
        _meter.CreateObservableGauge(
            "suite.health.service.duration", ReadDurations, "s", "How long the service took to say how it is.");
    }

    public void Take(SuiteStatus status)
    {
        lock (_lock)
        {
            var before = _samples;
            _samples = [];
            foreach (var service in status.Services)
            {
                Add(service.Name, service.State, service.Ms);
                foreach (var one in service.Dependencies)
                    Add($"{service.Name}/{one.Name}", one.State, one.Ms);
            }

            void Add(string name, ServiceState state, double? ms)
            {
                if (Value(state) is { } value)
                    _samples[name] = new(value, before.TryGetValue(name, out var old) ? Math.Min(old.Worst, value) : value, ms / 1000);
            }
        }
    }

    public void Dispose() => _meter.Dispose();

    private Measurement<double>[] ReadStates()
    {
        lock (_lock)
        {
            var read = _samples.Select(sample => Measured(sample.Value.Worst, sample.Key)).ToArray();
            _samples = _samples.ToDictionary(sample => sample.Key, sample => sample.Value with { Worst = sample.Value.Now });
            return read;
        }
    }

    private Measurement<double>[] ReadDurations()
    {
        lock (_lock)
            return [.. _samples.Where(sample => sample.Value.Seconds is not null).Select(sample => Measured(sample.Value.Seconds!.Value, sample.Key))];
    }

    private static Measurement<double> Measured(double value, string service) => new(value, KeyValuePair.Create<string, object?>("service", service));

    // What is not known is not measured: a gap in the history says so.
    private static double? Value(ServiceState state) => state switch
    {
        ServiceState.Up => 1,
        ServiceState.Degraded => 0.5,
        ServiceState.Down => 0,
        _ => null,
    };

    private readonly record struct Sample(double Now, double Worst, double? Seconds);
}
