using Suite.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace Suite.Gateway.Proxy;

/// <summary>Says which service failed and how, by its public name and never by its address.</summary>
internal sealed partial class UpstreamProblems(RequestDelegate next, ProxyMetrics metrics, ILogger<UpstreamProblems> logger)
{
    private const string RetryAfterSeconds = "2";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);

        if (context.GetForwarderErrorFeature() is not { } error || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            return;
        var row = Routes.Of(context)!;
        var (kind, detail) = Describe(error, row);
        if (kind.Status >= StatusCodes.Status500InternalServerError)
        {
            metrics.Failed(context.GetReverseProxyFeature().Cluster.Config.ClusterId, error.Error);
            Log.Failed(logger, context.Request.Method, context.Request.Path, error.Error, error.Exception?.Message);
        }

        if (kind.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        if (kind.Status >= StatusCodes.Status500InternalServerError && row.HasPages && AbsentPage.IsWanted(context.Request))
            await AbsentPage.Of(row.Service, kind.Status, detail).ExecuteAsync(context);
        else
            await kind.ToResult(detail).ExecuteAsync(context);
    }

    internal static (ProblemKind Kind, string Detail) Describe(IForwarderErrorFeature failure, PublicRoute row) => failure switch
    {
        { Error: ForwarderError.NoAvailableDestinations } =>
            (Problems.UpstreamUnavailable, $"The service {row.Service} is not running here."),
        { Error: ForwarderError.RequestBodyClient } when WasCutOff(failure.Exception) =>
            (CommonProblems.RequestTooLarge, "The request is larger than this address takes."),
        { Error: ForwarderError.RequestBodyClient } =>
            (CommonProblems.BadRequest, "The request broke off before it was complete."),
        _ when row.IsSpare =>
            (Problems.UpstreamUnavailable, $"The service {row.Service} takes nothing now; nobody needs to wait for it."),
        { Error: ForwarderError.RequestTimedOut } =>
            (Problems.UpstreamTimeout, $"The service {row.Service} took too long to answer."),
        { Error: ForwarderError.Request } =>
            (Problems.UpstreamUnreachable, $"The service {row.Service} cannot be reached; it may be starting again."),
        _ => (Problems.UpstreamUnreachable, $"The service {row.Service} broke off before it had answered."),
    };

    // Kestrel's refusal to read on comes inside whatever the copy was doing when it met it.
    private static bool WasCutOff(Exception? failure) => failure switch
    {
        null => false,
        BadHttpRequestException bad => bad.StatusCode == StatusCodes.Status413PayloadTooLarge,
        AggregateException several => several.InnerExceptions.Any(WasCutOff),
        _ => WasCutOff(failure.InnerException),
    };

    // YARP's own lines carry a stack each, also when only the client has left.
    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} failed upstream: {Error} {Reason}")]
        public static partial void Failed(ILogger logger, string method, string path, ForwarderError error, string? reason);
    }
}
