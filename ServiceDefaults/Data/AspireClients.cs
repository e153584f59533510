using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Suite.ServiceDefaults;

/// <summary>PostgreSQL and Redis by Aspire's own client packages: compiled only with <c>-p:Packages=full</c>.</summary>
public static class AspireClients
{
    public static IHostApplicationBuilder AddNpgsqlDataSource(this IHostApplicationBuilder builder, string connectionName)
    {
        AspirePostgreSqlNpgsqlExtensions.AddNpgsqlDataSource(builder, connectionName);
        return builder;
    }

    public static IHostApplicationBuilder AddRedisClient(this IHostApplicationBuilder builder, string connectionName)
    {
        AspireRedisExtensions.AddRedisClient(
            builder, connectionName, settings => settings.DisableHealthChecks = true, options => options.AbortOnConnectFail = false);
        builder.Services.AddSingleton<RedisMetrics>();
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>(connectionName, HealthStatus.Degraded);
        return builder;
    }
}
