using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class ListSessions
{
    public sealed record Response(
        Guid Id, bool Current, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, string? UserAgent, string? Address);

    public static void MapListSessions(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListSessions))
        .WithSummary("The user's own sessions, newest first.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<Page<Response>>, ProblemHttpResult>> Handle(
        int? limit, string? cursor, Caller caller, Credential credential, Db db, TimeProvider clock, CancellationToken cancel)
    {
        if (caller.UserId is not { } userId)
            return Problems.SessionNeeded.ToResult("An API key has no sessions.");
        var size = Paging.Limit(limit);
        var rows = await db.QueryAsync(
            AccessSql.ListSessions,
            args => args.Add(userId).Add(clock.GetUtcNow()).AddId(Paging.Decode<Place>(cursor)?.Id).Add(size + 1),
            row => new Response(
                row.GetGuid(0), row.GetGuid(0) == credential.SessionId, row.Time(1), row.Time(2), row.Time(3),
                row.TextOrNull(4), row.TextOrNull(5)),
            cancel);
        return TypedResults.Ok(rows.ToPage(size, row => new Place(row.Id)));
    }

    private sealed record Place(Guid Id);
}
