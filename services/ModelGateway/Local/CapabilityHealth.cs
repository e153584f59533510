using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.ServiceDefaults;

namespace Suite.ModelGateway.Local;

/// <summary>
/// What /health says of the local models: unhealthy while one is still being loaded, so that whoever waits for the gateway
/// meets warm models; degraded when one cannot be loaded, for the others go on.
/// </summary>
internal sealed class CapabilityHealth(IEnumerable<ICapability> capabilities) : IHealthCheck
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<CapabilityHealth>("local-models");
        services.AddSingleton(new HealthDetail("device", () => "cpu", IsPublic: true));
        services.AddSingleton(provider => new HealthDetail("capabilities", () => provider.GetServices<ICapability>()
            .Select(capability => new { capability.Name, capability.Model, capability.Status.State, capability.Status.Detail })));
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var loading = Names(state => state == CapabilityState.Loading);
        var missing = Names(state => state is CapabilityState.WeightsMissing or CapabilityState.Failed);
        return Task.FromResult(
            loading.Length > 0 ? HealthCheckResult.Unhealthy($"Still loading: {loading}.")
            : missing.Length > 0 ? HealthCheckResult.Degraded($"Not available: {missing}.")
            : HealthCheckResult.Healthy());
    }

    private string Names(Func<CapabilityState, bool> which) =>
        string.Join(", ", capabilities.Where(capability => which(capability.Status.State)).Select(capability => capability.Name));
}
