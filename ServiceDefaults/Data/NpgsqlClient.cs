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
        var source = new NpgsqlDataSourceBuilder(WithDefaults(text, name));
        source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return source.Build();
    }

    /// <summary>Our settings wherever the connection string has none of its own.</summary>
    internal static string WithDefaults(string connectionString, string applicationName)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        void Default(string key, object value)
        {
            if (!settings.ShouldSerialize(key))
                settings[key] = value;
        }

        Default("Application Name", applicationName);
        // Two replicas together stay below the server's usual 100 connections.
        Default("Maximum Pool Size", 40);
        // Statements are few and constant: every one that is seen twice stays prepared.
        Default("Max Auto Prepare", 200);
        Default("Auto Prepare Min Usages", 2);
        // Short, so that a database that is away is an answer (503) and not a hang.
        Default("Timeout", 5);
        Default("Keepalive", 30);
        return settings.ConnectionString;
    }
}
