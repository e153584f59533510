using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>The ground that the modules stand on. It knows no business words.</summary>
public static class PlatformModule
{
    /// <summary>
    /// Call it before any other module: hosted services start in the order in which they are added, and the migrations come
    /// first. Database <c>suitedb</c> must be configured; Redis may be.
    /// </summary>
    public static IHostApplicationBuilder AddPlatform(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PlatformOptions>()
            .BindConfiguration(PlatformOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        builder.AddNpgsqlDataSource("suitedb", StatementNames.Find);
        builder.AddRedisClient("redis");

        services.AddSingleton<Db>();
        services.AddSingleton<Backoff>();
        services.AddSingleton<Migrator>();
        services.AddHostedService<MigrateOnStart>();
        services.AddMigrations("platform", typeof(PlatformModule).Assembly);

        services.AddSingleton<SignalRegister>();
        services.AddSingleton<RedisSignals>();
        services.AddSingleton<Signals>();
        services.AddSingleton<ISignals>(provider => provider.GetRequiredService<Signals>());
        services.AddHostedService(provider => provider.GetRequiredService<Signals>());

        services.AddSingleton<IOutbox, Outbox>();
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<EventDelivery>();
        services.AddSingleton<Housekeeping>();
        services.AddHostedService<OutboxDispatcher>();

        services.AddSingleton<LiveStore>();
        services.AddSingleton<LiveFeeds>();
        services.AddSingleton<LiveChannel>();
        services.AddSingleton<ILiveChannel>(provider => provider.GetRequiredService<LiveChannel>());
        services.AddSingleton<LiveMetrics>();
        services.AddSingleton<LiveSession>();

        services.AddSingleton<PostgresFigures>();
        services.AddSingleton<RedisFigures>();
        services.AddHostedService<ServerFigures>();

        services.AddSingleton<IdempotencyStore>();
        services.AddSingleton<IdempotentRequest>();
        return builder;
    }

    public static IEndpointRouteBuilder MapPlatform(this IEndpointRouteBuilder app)
    {
        app.MapWatchLive();
        app.MapStreamLive();
        return app;
    }
}
