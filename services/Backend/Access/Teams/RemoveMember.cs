using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class RemoveMember
{
    public static void MapRemoveMember(this RouteGroupBuilder group) => group
        .MapDelete("/{userId:guid}", Handle)
        .WithName(nameof(RemoveMember))
        .WithSummary("Take a member out of the team; their sessions in it end.")
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid teamId, Guid userId, Caller caller, CredentialCache credentials, AuditLog audit, Db db,
        CancellationToken cancel)
    {
        caller.RequireTeam(teamId);
        var removed = await db.InTransactionAsync<Results<NoContent, ProblemHttpResult>>(
            async sql =>
            {
                if (await UserStore.FindToChangeAsync(sql, caller, userId, losesAdmin: true, cancel) is not { } member)
                    return Problems.UserNotFound.ToResult("The team has no such member.");
                await sql.ExecuteAsync(AccessSql.RemoveMember, args => args.Add(teamId).Add(userId), cancel);
                await audit.WriteAsync(sql, caller, AuditAction.MemberRemoved, member.Username, null, cancel);
                await credentials.AnnounceAsync(sql, cancel);
                return TypedResults.NoContent();
            },
            cancel);
        credentials.Forget();
        return removed;
    }
}
