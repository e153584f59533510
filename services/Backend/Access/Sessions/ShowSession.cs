using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Suite.Access;

internal static class ShowSession
{
    public static void MapShowSession(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ShowSession))
        .WithSummary("Who is calling, for which team and in which role.")
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    internal static async Task<Ok<SessionView>> Handle(Caller caller, SessionStore sessions, CancellationToken cancel) =>
        TypedResults.Ok(await sessions.ViewAsync(caller, cancel));
}
