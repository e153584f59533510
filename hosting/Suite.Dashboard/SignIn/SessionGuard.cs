using Microsoft.AspNetCore.Http.HttpResults;
using Suite.Dashboard.Pages;
using Suite.Dashboard.TelemetryApi;
using Suite.ServiceDefaults;

namespace Suite.Dashboard.SignIn;

/// <summary>Lets only administrators in, and only pages of ours write.</summary>
internal sealed class SessionGuard(RequestDelegate next, SessionDesk desk, LocalSessions local, TelemetryKey programs)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && IsForeign(request))
        {
            await Problems.BadOrigin.ToResult("This page's origin may not do that.").ExecuteAsync(context);
            return;
        }
        if (request.Path.Value is "/health" or "/alive" or "/login"
            || local.IsOpen(request.Cookies[LocalSessions.Cookie]) || programs.Opens(request))
        {
            await next(context);
            return;
        }

        var standing = await desk.StandingOfAsync(request.Cookies[SessionDesk.Cookie], context.RequestAborted);
        if (standing == Standing.Admin)
            await next(context);
        else if (request.Path.StartsWithSegments("/api"))
            await Refusal(standing).ExecuteAsync(context);
        else if (standing == Standing.NotSignedIn)
            context.Response.Redirect($"{request.PathBase}/login");
        else
            await Html.SignIn(context, Status(standing), Sentence(standing)).ExecuteAsync(context);
    }

    private static ProblemHttpResult Refusal(Standing standing) => standing switch
    {
        Standing.NotSignedIn => CommonProblems.NotSignedIn.ToResult(Sentence(standing)),
        Standing.NotAdmin => CommonProblems.Forbidden.ToResult(Sentence(standing)),
        _ => CommonProblems.ServiceUnavailable.ToResult(Sentence(standing)),
    };

    private static int Status(Standing standing) =>
        standing == Standing.NotAdmin ? StatusCodes.Status403Forbidden : StatusCodes.Status503ServiceUnavailable;

    private static string Sentence(Standing standing) => standing switch
    {
        Standing.NotSignedIn => "Sign in to see the dashboard.",
        Standing.NotAdmin => "The dashboard is for administrators. Sign in as one.",
        _ => "The backend, which knows who you are, does not answer. The sign-in link of this run opens the dashboard all the same: "
            + "use its token as /login?t=….",
    };

    private static bool IsForeign(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
