using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Access;

internal static class ListAudit
{
    public sealed record Response(
        long Id, DateTimeOffset At, Guid? ActorId, string ActorName, string Action, string Subject, JsonElement Detail, string? Address);

    public static void MapListAudit(this IEndpointRouteBuilder app) => app
        .MapGet("/api/audit", Handle)
        .WithName(nameof(ListAudit))
        .WithTags("Access")
        .WithSummary("The trail of access changes of the team, newest first.")
        .RequireAuthorization(Policies.Admin);

    internal static async Task<Ok<Page<Response>>> Handle(
        int? limit, string? cursor, Caller caller, Db db, CancellationToken cancel)
    {
        var size = Paging.Limit(limit);
        var rows = await db.QueryAsync(
            AccessSql.ListAudit,
            args => args.Add(caller.TeamId).Add(Paging.Decode<Place>(cursor)?.Id, NpgsqlDbType.Bigint).Add(size + 1),
            row => new Response(
                row.GetInt64(0), row.Time(1), row.IdOrNull(2), row.GetString(3), row.GetString(4), row.GetString(5),
                row.JsonOrNull(6)!.Value, row.TextOrNull(7)),
            cancel);
        return TypedResults.Ok(rows.ToPage(size, row => new Place(row.Id)));
    }

    private sealed record Place(long Id);
}
