using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Suite.ServiceDefaults;

/// <summary>
/// PostgreSQL and Redis by Aspire's own client packages: compiled only with <c>-p:Packages=full</c>. What these report by themselves
/// is turned off where <see cref="TelemetryExport"/> and our health checks report it already.
/// </summary>
public static class AspireClients
{
    public static IHostApplicationBuilder AddNpgsqlDataSource(
        this IHostApplicationBuilder builder, string connectionName, Func<string, string?>? statementName = null)
    {
        AspirePostgreSqlNpgsqlExtensions.AddNpgsqlDataSource(
            builder,
            connectionName,
            settings =>
            {
                if (settings.ConnectionString is { Length: > 0 } text)
                    settings.ConnectionString = NpgsqlDefaults.Apply(text, ServiceIdentity.Of(builder).Name);
                settings.DisableHealthChecks = true;
                settings.DisableTracing = true;
                settings.DisableMetrics = true;
            },
            source =>
            {
                source.Name = connectionName;
                NpgsqlTracing.Configure(source, statementName ?? (_ => null));
            });
        builder.Services.AddHealthChecks().AddCheck<NpgsqlHealthCheck>(
            connectionName, HealthStatus.Unhealthy, tags: ["ready"], timeout: TimeSpan.FromSeconds(5));
        return builder;
    }

    public static IHostApplicationBuilder AddRedisClient(this IHostApplicationBuilder builder, string connectionName)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(connectionName)))
            return builder;

        AspireRedisExtensions.AddRedisClient(
            builder,
            connectionName,
            settings =>
            {
                settings.DisableHealthChecks = true;
                settings.DisableTracing = true;
            },
            options => RedisDefaults.Apply(options, ServiceIdentity.Of(builder).Name));
        builder.Services.AddSingleton<RedisMetrics>();
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>(
            connectionName, HealthStatus.Degraded, tags: ["ready"], timeout: TimeSpan.FromSeconds(2));
        return builder;
    }
}
