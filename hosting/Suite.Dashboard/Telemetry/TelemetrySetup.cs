using Suite.Dashboard.Hub;
using Suite.Dashboard.Telemetry.Runs;

namespace Suite.Dashboard.Telemetry;

internal static class TelemetrySetup
{
    /// <summary>The store on disk, as one of the hub's consumers.</summary>
    public static void AddTelemetryStore(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RunFolder>();
        services.AddSingleton<StoreTicks>();
        services.AddSingleton<StoreMeter>();
        services.AddSingleton<StoreQueue>();
        services.AddSingleton<ITelemetryConsumer>(provider => provider.GetRequiredService<StoreQueue>());
        services.AddHostedService<StoreWriter>();
    }
}
