using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class ListMembers
{
    public static void MapListMembers(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListMembers))
        .WithSummary("The members of the caller's present team, by username.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Page<UserView>>, ProblemHttpResult>> Handle(
        Guid teamId, int? limit, string? cursor, Caller caller, UserStore users, CancellationToken cancel)
    {
        caller.RequireTeam(teamId);
        return await ListUsers.Handle(limit, cursor, caller, users, cancel);
    }
}
