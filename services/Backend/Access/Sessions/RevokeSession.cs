using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Suite.Access;

internal static class RevokeSession
{
    public static void MapRevokeSession(this RouteGroupBuilder group) => group
        .MapDelete("/{id:guid}", Handle)
        .WithName(nameof(RevokeSession))
        .WithSummary("End one of the user's own sessions, on whichever device it is.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Caller caller, SessionStore sessions, CancellationToken cancel) =>
        caller.UserId is { } userId && await sessions.EndAsync(caller, userId, id, cancel)
            ? TypedResults.NoContent()
            : Problems.SessionNotFound.ToResult("You have no such session.");
}
