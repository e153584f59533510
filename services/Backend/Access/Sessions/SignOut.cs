using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Suite.Access;

internal static class SignOut
{
    public static void MapSignOut(this RouteGroupBuilder group) => group
        .MapDelete("/", Handle)
        .WithName(nameof(SignOut))
        .WithSummary("End this session.");

    internal static async Task<NoContent> Handle(
        Caller caller, Credential credential, HttpContext context, SessionStore sessions, CancellationToken cancel)
    {
        if (credential.SessionId is { } session)
        {
            await sessions.EndAsync(caller, caller.UserId!.Value, session, cancel);
            SessionCookie.Clear(context);
        }

        return TypedResults.NoContent();
    }
}
