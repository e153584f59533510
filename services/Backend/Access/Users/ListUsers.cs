using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class ListUsers
{
    public static void MapListUsers(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListUsers))
        .WithSummary("The users of the caller's team, by username.")
        .RequireAuthorization(Policies.Manager);

    internal static async Task<Ok<Page<UserView>>> Handle(
        int? limit, string? cursor, Caller caller, UserStore users, CancellationToken cancel)
    {
        var size = Paging.Limit(limit);
        var rows = await users.ListAsync(caller.TeamId, Paging.Decode<Place>(cursor)?.Username, size + 1, cancel);
        return TypedResults.Ok(rows.ToPage(size, row => new Place(row.Username)));
    }

    private sealed record Place(string Username);
}
