using Suite.Dashboard.Hub;

namespace Suite.Dashboard.Exposition;

internal static class ExpositionSetup
{
    /// <summary>Takes metrics from the hub, and answers on the hub's port for Prometheus.</summary>
    public static void AddExposition(this IServiceCollection services)
    {
        services.AddOptions<ExpositionOptions>()
            .BindConfiguration(ExpositionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<ExpositionMetrics>();
        services.AddSingleton<SeriesRegistry>();
        services.AddSingleton<ITelemetryConsumer, PrometheusExposition>();
        services.AddSingleton<IListenerApp, ExpositionApp>();
    }
}
