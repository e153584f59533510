using System.Diagnostics.Metrics;
using StackExchange.Redis;

namespace Suite.ServiceDefaults;

/// <summary>What this version of the client does not report by itself.</summary>
internal sealed class RedisMetrics : IDisposable
{
    private readonly Meter _meter = new("Suite.Redis");
    private readonly Counter<long> _failedProbes;

    public RedisMetrics(IConnectionMultiplexer redis)
    {
        _failedProbes = _meter.CreateCounter<long>("suite.redis.failed_probes", "{probe}", "Health probes that Redis did not answer.");
        _meter.CreateObservableGauge("suite.redis.connected", () => redis.IsConnected ? 1 : 0, "{connection}", "1 while connected.");
        _meter.CreateObservableCounter("suite.redis.operations", () => redis.OperationCount, "{operation}", "Commands sent.");
    }

    public void CountFailedProbe() => _failedProbes.Add(1);

    public void Dispose() => _meter.Dispose();
}
