using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Health;

internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int statusCode) : IHealthCheck
{
    private const int MostBytes = 64 * 1024;

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
            return (int)response.StatusCode == statusCode
                ? null
                : $"{address} answers {(int)response.StatusCode}. {await ReasonsInAsync(response, cancel)}".TrimEnd();
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

    private static async Task<string?> ReasonsInAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
            return null;
        await response.Content.LoadIntoBufferAsync(MostBytes, cancel);
        return HealthReasons.In(await response.Content.ReadAsStringAsync(cancel));
    }
}
