using Suite.ServiceDefaults;

namespace Suite.Gateway.Protection;

/// <summary>Answers 404 to what a service could do and the public address does not offer.</summary>
internal sealed class ClosedPaths(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => Routes.Of(context)!.Takes(context.Request)
        ? next(context)
        : CommonProblems.NotFound.ToResult("There is nothing at this address.").ExecuteAsync(context);
}
