using Suite.ServiceDefaults;

namespace Suite.Gateway.Protection;

/// <summary>
/// Refuses a body whose announced length is over the route's limit before any of it is read. One of unknown length is cut
/// off by YARP at the same limit.
/// </summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var limit = context.GetReverseProxyFeature().Route.Config.MaxRequestBodySize;
        return context.Request.ContentLength > limit
            ? CommonProblems.RequestTooLarge
                .ToResult($"The request has {context.Request.ContentLength} bytes; at most {limit} are taken here.")
                .ExecuteAsync(context)
            : next(context);
    }
}
