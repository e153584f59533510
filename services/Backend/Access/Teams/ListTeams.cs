using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class ListTeams
{
    public static void MapListTeams(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListTeams))
        .WithSummary("The caller's teams; an API key has one.");

    // Nobody is in so many teams that a second page would be wanted.
    internal static async Task<Ok<Page<TeamMembership>>> Handle(Caller caller, SessionStore sessions, CancellationToken cancel) =>
        TypedResults.Ok(new Page<TeamMembership>((await sessions.ViewAsync(caller, cancel)).Teams, null));
}
