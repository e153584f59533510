using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Health;

internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int statusCode) : IHealthCheck
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
    })
    { Timeout = TimeSpan.FromSeconds(5) };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var answers = await Task.WhenAll(endpoint.EndpointAnnotation.Replicas.Select(replica => FaultOfAsync(replica, cancellationToken)));
        var faults = answers.OfType<string>().ToArray();
        return faults.Length == 0
            ? HealthCheckResult.Healthy($"{path} answers {statusCode}.")
            : HealthCheckResult.Unhealthy(string.Join(' ', faults));
    }

    private async Task<string?> FaultOfAsync(AllocatedEndpoint replica, CancellationToken cancel)
    {
        var address = replica.UriString + "/" + path.TrimStart('/');
        try
        {
            using var response = await Client.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, cancel);
            return (int)response.StatusCode == statusCode ? null : $"{address} answers {(int)response.StatusCode}.";
        }
        catch (HttpRequestException failure)
        {
            return $"{address}: {failure.Message}";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"{address}: no answer within {Client.Timeout.TotalSeconds:0} s.";
        }
    }
}
