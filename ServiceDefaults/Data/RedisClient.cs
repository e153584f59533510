using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Suite.ServiceDefaults;

/// <summary>Redis, as the served package set has it. <c>AspireClients.cs</c> replaces this file with <c>-p:Packages=full</c>.</summary>
public static class RedisClient
{
    /// <summary>
    /// One <see cref="IConnectionMultiplexer"/> for <c>ConnectionStrings:{connectionName}</c>. Redis only makes things
    /// faster: the connection is given out whether Redis answers or not, comes back by itself, and its health check is
    /// <em>degraded</em> at worst. Without a connection string nothing is registered, so take it as an optional parameter
    /// (<c>IConnectionMultiplexer? redis = null</c>). Call only its async methods: the others are thirty times slower.
    /// </summary>
    public static IHostApplicationBuilder AddRedisClient(this IHostApplicationBuilder builder, string connectionName)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(connectionName)))
            return builder;

        var name = ServiceIdentity.Of(builder).Name;
        builder.Services.AddSingleton<IConnectionMultiplexer>(services => Connect(
            services.GetRequiredService<IConfiguration>().GetConnectionString(connectionName)!,
            name));
        builder.Services.AddSingleton<RedisMetrics>();
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>(
            connectionName, HealthStatus.Degraded, tags: ["ready"], timeout: TimeSpan.FromSeconds(2));
        return builder;
    }

    private static ConnectionMultiplexer Connect(string text, string clientName)
    {
        var options = ConfigurationOptions.Parse(text);
        RedisDefaults.Apply(options, clientName);
        var redis = ConnectionMultiplexer.Connect(options);
        // Keeping the order of completions costs most of the speed, and nothing here depends on it.
        redis.PreserveAsyncOrder = false;
        return redis;
    }
}
