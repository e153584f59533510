using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Suite.Access;

internal static class SwitchTeam
{
    public sealed record Request([Required] Guid? TeamId);

    public static void MapSwitchTeam(this RouteGroupBuilder group) => group
        .MapPost("/team", Handle)
        .WithName(nameof(SwitchTeam))
        .WithSummary("Go on in another of the user's teams.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        Request request, Caller caller, Credential credential, SessionStore sessions, CredentialCache credentials,
        CancellationToken cancel)
    {
        if (credential.SessionId is not { } session)
            return Problems.SessionNeeded.ToResult("An API key belongs to one team.");
        if (!await sessions.SwitchAsync(session, request.TeamId!.Value, cancel))
            return Problems.TeamNotFound.ToResult("You have no such team.");
        var now = await credentials.FindAsync(credential.Kind, credential.Hash, cancel);
        return TypedResults.Ok(await sessions.ViewAsync(now?.Caller ?? caller, cancel));
    }
}
