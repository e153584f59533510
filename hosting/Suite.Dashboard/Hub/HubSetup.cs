using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Suite.Dashboard.Hub.Forward;

namespace Suite.Dashboard.Hub;

internal static class HubSetup
{
    /// <summary>The hub with its ports. Consumers (<see cref="ITelemetryConsumer"/>) and other ports' applications come from elsewhere.</summary>
    public static void AddHub(this IServiceCollection services)
    {
        services.AddOptions<OtlpOptions>().BindConfiguration(OtlpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<OtlpOptions>, OtlpOptionsRules>();
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<HubIdentity>();
        services.AddSingleton<InFlight>();
        services.AddSingleton<HubMetrics>();
        services.AddSingleton<ApiKey>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<Intake>();
        services.AddSingleton<IListenerApp, HttpReceiver>();
        services.AddSingleton<IListenerApp, GrpcReceiver>();
        services.AddSingleton<ForwardSender>();
        services.AddSingleton<Forwarder>();
        services.AddSingleton<ITelemetryConsumer>(provider => provider.GetRequiredService<Forwarder>());
        services.AddHostedService(provider => provider.GetRequiredService<Forwarder>());
        services.AddHostedService<LoopGuard>();
        services.AddSingleton<HubServer>();
        services.AddHostedService(provider => provider.GetRequiredService<HubServer>());
    }
}
