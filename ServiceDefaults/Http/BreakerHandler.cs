using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Suite.ServiceDefaults;

/// <summary>
/// The innermost handler: the time limit of one attempt and the breaker of one address. Both fail as HttpRequestException,
/// so that callers need not know Polly.
/// </summary>
internal sealed class BreakerHandler(string client, HttpPipelines pipelines, HttpMetrics metrics) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri?.Authority ?? "";
        try
        {
            return await pipelines.BreakerFor(client, address).ExecuteAsync(
                async (self, cancel) => await self.Handler.SendCoreAsync(self.Request, cancel),
                (Handler: this, Request: request),
                cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw new HttpRequestException(
                $"{address} did not answer within {late.Timeout.TotalSeconds:0.#} s.", late, HttpStatusCode.GatewayTimeout);
        }
        catch (BrokenCircuitException open)
        {
            metrics.Rejected(client, address);
            throw new HttpRequestException(
                $"{address} has failed too often and is left alone for a moment.", open, HttpStatusCode.ServiceUnavailable);
        }
    }

    private Task<HttpResponseMessage> SendCoreAsync(HttpRequestMessage request, CancellationToken cancel) =>
        base.SendAsync(request, cancel);
}
