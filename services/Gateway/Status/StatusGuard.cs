using Suite.Gateway.Sessions;
using Suite.ServiceDefaults;

namespace Suite.Gateway.Status;

/// <summary>
/// Lets anybody who is signed in look, and leaves the caller in <see cref="HttpContext.Features"/>. While the backend is away that is
/// whoever it lately knew: this is what people want to see just then.
/// </summary>
internal sealed class StatusGuard(SessionDesk desk) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        if (Credential.Of(http.Request) is not { } credential)
            return CommonProblems.NotSignedIn.ToResult("Sign in, or send an API key.");
        try
        {
            if (await desk.RecallAsync(credential, http.RequestAborted) is not { } caller)
                return CommonProblems.NotSignedIn.ToResult("Sign in, or send an API key.");
            http.Features.Set(caller);
            return await next(context);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !http.RequestAborted.IsCancellationRequested))
        {
            return Problems.UpstreamUnavailable.ToResult("Who you are cannot be checked now: the service backend does not answer.");
        }
    }
}
