using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class ListApiKeys
{
    public static void MapListApiKeys(this RouteGroupBuilder group) => group
        .MapGet("/", Handle)
        .WithName(nameof(ListApiKeys))
        .WithSummary("The team's API keys that were not revoked, newest first.");

    internal static async Task<Ok<Page<ApiKeyView>>> Handle(
        int? limit, string? cursor, Caller caller, Db db, CancellationToken cancel)
    {
        var size = Paging.Limit(limit);
        var rows = await db.QueryAsync(
            AccessSql.ListApiKeys,
            args => args.Add(caller.TeamId).AddId(Paging.Decode<Place>(cursor)?.Id).Add(size + 1),
            row => new ApiKeyView(
                row.GetGuid(0), row.GetString(1), Roles.Parse(row.GetString(2)), row.GetString(3), row.GetBoolean(4),
                row.Time(5), row.IdOrNull(6), row.TimeOrNull(7), row.TimeOrNull(8)),
            cancel);
        return TypedResults.Ok(rows.ToPage(size, row => new Place(row.Id)));
    }

    private sealed record Place(Guid Id);
}
