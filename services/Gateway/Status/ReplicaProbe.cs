using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Suite.ServiceDefaults;

namespace Suite.Gateway.Status;

/// <summary>Asks one replica of a service how it is.</summary>
internal sealed class ReplicaProbe(IOptions<HealthOptions> health, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // A client of its own: retries and breakers would show what they make of the service, and probes are no part of any trace.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
    })
    { Timeout = Patience, MaxResponseContentBufferSize = 1024 * 1024 };

    private readonly ConcurrentDictionary<string, bool> _late = new();

    public async Task<ReplicaStatus> AskAsync(WatchedService service, string name, Uri address)
    {
        var start = clock.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, service.Path));
            if (service.IsOurs && health.Value.Key is { Length: > 0 } key)
                request.Headers.TryAddWithoutValidation(HealthOptions.KeyHeader, key);
            using var response = await _client.SendAsync(request);
            _late.TryRemove(name, out _);
            var ms = Math.Round(clock.GetElapsedTime(start).TotalMilliseconds, 1);
            return service.IsOurs
                ? await ReadAsync(response, name, ms)
                : Judge(service, response, name, ms);
        }
        catch (Exception failure) when (failure is HttpRequestException or NotSupportedException or InvalidOperationException)
        {
            // The last two are an address that is none: the gateway goes on, and says so here.
            return new(name, ServiceState.Down, null, failure.Message, []);
        }
        catch (TaskCanceledException)
        {
            return Late(name);
        }
    }

    public void Dispose() => _client.Dispose();

    // Late once is a busy moment; an outage is late again. A refused connection needs no second look.
    private ReplicaStatus Late(string name) => new(
        name, _late.TryAdd(name, true) ? ServiceState.Degraded : ServiceState.Down, null,
        $"No answer within {Patience.TotalSeconds:0} s.", []);

    private static ReplicaStatus Judge(WatchedService service, HttpResponseMessage response, string name, double ms) =>
        response.IsSuccessStatusCode || (service.AnyAnswerWillDo && (int)response.StatusCode < 500)
            ? new(name, ServiceState.Up, ms, null, [])
            : new(name, ServiceState.Down, ms, $"{service.Path} answers {(int)response.StatusCode}.", []);

    private static async Task<ReplicaStatus> ReadAsync(HttpResponseMessage response, string name, double ms)
    {
        var body = await BodyOfAsync(response);
        var state = StateOf(body?.Status ?? (response.IsSuccessStatusCode ? HealthStatus.Healthy : HealthStatus.Unhealthy));
        var dependencies = (body?.Dependencies ?? [])
            .Select(one => new DependencyStatus(one.Name, StateOf(one.Status), one.Ms, one.Since, one.Reason)).ToArray();
        var reasons = dependencies.Where(one => one.State != ServiceState.Up).Select(one => $"{one.Name}: {one.Reason}").ToArray();
        return new(name, state, ms, reasons.Length > 0 ? string.Join(' ', reasons) : null, dependencies);
    }

    private static async Task<Body?> BodyOfAsync(HttpResponseMessage response)
    {
        try
        {
            return JsonSerializer.Deserialize<Body>(await response.Content.ReadAsByteArrayAsync(), SuiteJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ServiceState StateOf(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => ServiceState.Up,
        HealthStatus.Degraded => ServiceState.Degraded,
        _ => ServiceState.Down,
    };

    private sealed record Body(HealthStatus? Status, Dependency[]? Dependencies);

    private sealed record Dependency(string Name, HealthStatus Status, double Ms, DateTimeOffset? Since, string? Reason);
}
