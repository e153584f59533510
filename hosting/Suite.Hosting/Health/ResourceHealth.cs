using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Health;

/// <summary>Runs a resource's health checks.</summary>
internal sealed class ResourceHealth(IServiceProvider services, IOptions<HealthCheckServiceOptions> options)
{
    // A start is a race: look often. Later, a failing resource is looked at more often than a healthy one.
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(10);

    public static TimeSpan Pause(bool wasReady, int failures) =>
        failures == 0 ? WhileHealthy
        : wasReady ? TimeSpan.FromSeconds(Math.Min(5, failures))
        : failures <= 100 ? WhileStarting
        : TimeSpan.FromSeconds(1);

    /// <summary>Empty when the resource has no checks: it is then ready as soon as it runs.</summary>
    public async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(IResource resource, CancellationToken cancel) =>
        [.. await Task.WhenAll(resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => CheckAsync(check.Key, cancel)))];

    private async Task<HealthReportSnapshot> CheckAsync(string key, CancellationToken cancel)
    {
        var registration = options.Value.Registrations.FirstOrDefault(other => other.Name == key);
        if (registration is null)
            return new(key, HealthStatus.Unhealthy, $"No health check is registered as '{key}'.", null);

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(CheckTimeout);
        try
        {
            var context = new HealthCheckContext { Registration = registration };
            var result = await registration.Factory(services).CheckHealthAsync(context, timeout.Token);
            return new(key, result.Status, result.Description, result.Exception?.Message);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            return new(key, HealthStatus.Unhealthy, failure.Message, failure.ToString());
        }
    }
}
