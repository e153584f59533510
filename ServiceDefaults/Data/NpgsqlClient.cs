using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Suite.ServiceDefaults;

/// <summary>PostgreSQL, as the served package set has it. <c>AspireClients.cs</c> replaces this file with <c>-p:Packages=full</c>.</summary>
public static class NpgsqlClient
{
    /// <summary>
    /// One <see cref="NpgsqlDataSource"/> for <c>ConnectionStrings:{connectionName}</c>, a health check of the same name
    /// (unhealthy when the database is away), traces and metrics.
    /// </summary>
    public static IHostApplicationBuilder AddNpgsqlDataSource(this IHostApplicationBuilder builder, string connectionName)
    {
        var name = ServiceIdentity.Of(builder).Name;
        builder.Services.AddSingleton(services => Build(services, connectionName, name));
        builder.Services.AddHealthChecks().AddCheck<NpgsqlHealthCheck>(
            connectionName, HealthStatus.Unhealthy, tags: ["ready"], timeout: TimeSpan.FromSeconds(5));
        return builder;
    }

    private static NpgsqlDataSource Build(IServiceProvider services, string connectionName, string name)
    {
        var text = services.GetRequiredService<IConfiguration>().GetConnectionString(connectionName)
            ?? throw new InvalidOperationException($"ConnectionStrings:{connectionName} is not set: no database to work with.");
        var source = new NpgsqlDataSourceBuilder(NpgsqlDefaults.Apply(text, name));
        source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return source.Build();
    }
}
