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
    /// <param name="builder">Of the service.</param>
    /// <param name="connectionName">Also the name of the pool in metrics.</param>
    /// <param name="statementName">The name that a statement's span goes by, for its text; null: the driver's own.</param>
    public static IHostApplicationBuilder AddNpgsqlDataSource(
        this IHostApplicationBuilder builder, string connectionName, Func<string, string?>? statementName = null)
    {
        var name = ServiceIdentity.Of(builder).Name;
        builder.Services.AddSingleton(services => Build(services, connectionName, name, statementName ?? (_ => null)));
        builder.Services.AddHealthChecks().AddCheck<NpgsqlHealthCheck>(
            connectionName, HealthStatus.Unhealthy, tags: ["ready"], timeout: TimeSpan.FromSeconds(5));
        return builder;
    }

    private static NpgsqlDataSource Build(
        IServiceProvider services, string connectionName, string name, Func<string, string?> statementName)
    {
        var text = services.GetRequiredService<IConfiguration>().GetConnectionString(connectionName)
            ?? throw new InvalidOperationException($"ConnectionStrings:{connectionName} is not set: no database to work with.");
        var source = new NpgsqlDataSourceBuilder(NpgsqlDefaults.Apply(text, name)) { Name = connectionName };
        NpgsqlTracing.Configure(source, statementName);
        source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return source.Build();
    }
}
