using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Suite.Gateway.Proxy;

/// <summary>
/// A replica that refuses the connection, or breaks a request off that only reads, is passed over at once, by this request
/// too: nothing can be done twice. Without it every request that falls between a death and the next probe would fail.
/// </summary>
internal sealed class Failover(RequestDelegate next, IDestinationHealthUpdater health, ProxyMetrics metrics)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        var proxy = context.GetReverseProxyFeature();
        var candidates = proxy.AvailableDestinations;
        await next(context);

        while (context.GetForwarderErrorFeature() is { Error: ForwarderError.Request } error
            && (WasRefused(error.Exception) || (OnlyReads(context.Request.Method) && BrokeOff(error.Exception)))
            && proxy.ProxiedDestination is { } dead)
        {
            health.SetPassive(context.GetRouteModel().Cluster!, dead, DestinationHealth.Unhealthy, Rest);
            candidates = [.. candidates.Where(candidate => candidate != dead)];
            if (candidates.Count == 0 || context.Response.HasStarted)
                return;

            metrics.FailedOver(proxy.Cluster.Config.ClusterId);
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.StatusCode = StatusCodes.Status200OK;
            proxy.AvailableDestinations = candidates;
            proxy.ProxiedDestination = null;
            await next(context);
        }
    }

    private static bool WasRefused(Exception? failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
    };

    private static bool OnlyReads(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static bool BrokeOff(Exception? failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ResponseEnded,
    } or HttpRequestException { InnerException: IOException };
}
