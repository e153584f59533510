using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Suite.ServiceDefaults;

/// <summary>Pings Redis; its absence only makes the service degraded.</summary>
internal sealed class RedisHealthCheck(IConnectionMultiplexer redis, RedisMetrics metrics) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Not awaited without a limit: a command to a server that hangs has no cancellation of its own.
            await redis.GetDatabase().PingAsync().WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException or OperationCanceledException)
        {
            metrics.CountFailedProbe();
            return HealthCheckResult.Degraded("Redis does not answer; everything works without it, slower.", failure);
        }
    }
}
