using Suite.ServiceDefaults;

namespace Suite.Gateway.Sessions;

/// <summary>Guards the routes whose services do not know our users: models, dashboards and metrics.</summary>
internal sealed class SessionGate(RequestDelegate next, SessionDesk desk)
{
    public Task InvokeAsync(HttpContext context)
    {
        var row = Routes.Of(context)!;
        return row.Entry == Entry.Open ? next(context) : GuardAsync(context, row);
    }

    private async Task GuardAsync(HttpContext context, PublicRoute row)
    {
        var credential = Credential.Of(context.Request);
        if (credential is { IsCookie: true } && IsForeignWrite(context.Request))
        {
            await Problems.BadOrigin.ToResult("Another site may not do this in your name.").ExecuteAsync(context);
            return;
        }

        Caller? caller;
        try
        {
            caller = credential is null ? null : await desk.AskAsync(credential.Value, context.RequestAborted);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            await Problems.UpstreamUnavailable
                .ToResult("Who you are cannot be checked now: the service backend does not answer.")
                .ExecuteAsync(context);
            return;
        }

        if (caller is null)
            await RefuseStrangerAsync(context);
        else if (row.Entry == Entry.Admin && !caller.IsAdmin)
            await CommonProblems.Forbidden.ToResult("This is for administrators.").ExecuteAsync(context);
        else
            await AdmitAsync(context, row, caller);
    }

    private Task AdmitAsync(HttpContext context, PublicRoute row, Caller caller)
    {
        // The dashboard checks the session for itself; the others are not to see it.
        if (row.Service != "dashboard")
            Credential.RemoveFrom(context.Request);
        context.Request.Headers["X-Suite-Role"] = caller.Role;
        context.Request.Headers["X-Suite-Team"] = caller.Team?.Id;
        context.Request.Headers["X-Suite-User"] = caller.User?.Id;
        return next(context);
    }

    // A person who followed a link is better served by the sign-in page than by a problem.
    private static Task RefuseStrangerAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Redirect($"/sign-in?returnTo={Uri.EscapeDataString(request.Path + request.QueryString)}");
            return Task.CompletedTask;
        }
        return CommonProblems.NotSignedIn.ToResult("Sign in, or send an API key.").ExecuteAsync(context);
    }

    private static bool IsForeignWrite(HttpRequest request) =>
        (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) || request.HttpContext.WebSockets.IsWebSocketRequest)
        && request.Headers.Origin is [{ } origin]
        && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
