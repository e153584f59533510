using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Suite.ServiceDefaults;

/// <summary>What patience with other services costs: meter <c>Suite.Http</c>, and events on the span that waits.</summary>
internal sealed class HttpMetrics
{
    private readonly Counter<long> _retries;
    private readonly Counter<long> _transitions;
    private readonly Counter<long> _rejections;

    public HttpMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Suite.Http");
        _retries = meter.CreateCounter<long>("suite.http.retries", "{retry}", "Requests that were sent again.");
        _transitions = meter.CreateCounter<long>(
            "suite.http.breaker.transitions", "{transition}", "Changes of the breaker of one client and address.");
        _rejections = meter.CreateCounter<long>(
            "suite.http.breaker.rejections", "{request}", "Requests that were not made because the breaker was open.");
    }

    public void Retried(string client, string reason, int attempt, TimeSpan wait)
    {
        _retries.Add(1, new("client", client), new("reason", reason));
        Activity.Current?.AddEvent(new ActivityEvent("http.retry", tags: new()
        {
            ["http.request.resend_count"] = attempt, ["error.type"] = reason, ["suite.http.wait_ms"] = wait.TotalMilliseconds,
        }));
    }

    /// <param name="client">Whose breaker.</param>
    /// <param name="address">Of which address.</param>
    /// <param name="state">open, half_open or closed.</param>
    public void Changed(string client, string address, string state) =>
        _transitions.Add(1, new("client", client), new("address", address), new("state", state));

    public void Rejected(string client, string address)
    {
        _rejections.Add(1, new("client", client), new KeyValuePair<string, object?>("address", address));
        Activity.Current?.AddEvent(new ActivityEvent("http.breaker.rejection", tags: new() { ["server.address"] = address }));
    }
}
