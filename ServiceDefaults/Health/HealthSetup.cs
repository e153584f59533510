using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Suite.ServiceDefaults;

internal static class HealthSetup
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHealthChecks();
        services.Replace(ServiceDescriptor.Singleton<HealthCheckService, HealthWatch>());
        services.AddSingleton<IHealthAudience, InternalCallers>();
        services.AddSingleton<IHealthCheckPublisher, HealthMetrics>();
        services.AddOptions<HealthCheckPublisherOptions>().Configure<IOptions<HealthOptions>>((publisher, health) =>
        {
            publisher.Delay = TimeSpan.FromSeconds(1);
            publisher.Period = health.Value.PublishInterval;
        });
    }

    public static void MapTo(WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthBody.WriteAsync })
            .AllowAnonymous()
            .WithSummary("Whether the service can do its work (503 when it cannot); what it needs for that, for those allowed.");
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthBody.WriteShortAsync })
            .AllowAnonymous()
            .WithSummary("Whether the process is up.");
    }
}
