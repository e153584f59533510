using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Suite.ServiceDefaults;

/// <summary>
/// All checks of the service. It takes the place of the framework's, which runs every check anew for every question; the
/// endpoints and the publisher of metrics ask it alike.
/// </summary>
internal sealed class HealthWatch(
    IOptions<HealthCheckServiceOptions> registered, IOptions<HealthOptions> options, IServiceScopeFactory scopes, TimeProvider clock)
    : HealthCheckService
{
    private readonly HealthProbe[] _probes =
        [.. registered.Value.Registrations.Select(registration => new HealthProbe(registration, scopes, options.Value.Freshness, clock))];

    public override async Task<HealthReport> CheckHealthAsync(
        Func<HealthCheckRegistration, bool>? predicate, CancellationToken cancellationToken = default)
    {
        var start = clock.GetTimestamp();
        var probes = _probes.Where(probe => predicate?.Invoke(probe.Registration) ?? true).ToArray();
        var entries = await Task.WhenAll(probes.Select(probe => probe.LookAsync())).WaitAsync(cancellationToken);
        return new HealthReport(
            probes.Zip(entries).ToDictionary(pair => pair.First.Registration.Name, pair => pair.Second),
            clock.GetElapsedTime(start));
    }
}
