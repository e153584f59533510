using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class ChangeMember
{
    public sealed record Request([Required] Role? Role);

    public static void MapChangeMember(this RouteGroupBuilder group) => group
        .MapPatch("/{userId:guid}", Handle)
        .WithName(nameof(ChangeMember))
        .WithSummary("Give a member another role, neither from nor to one above the caller's.")
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<UserView>, ProblemHttpResult>> Handle(
        Guid teamId, Guid userId, Request request, Caller caller, CredentialCache credentials,
        AuditLog audit, Db db, CancellationToken cancel)
    {
        caller.RequireTeam(teamId);
        var role = request.Role!.Value;
        Roles.RequirePersonal(role);
        caller.RequireMayGrant(role);
        var changed = await db.InTransactionAsync<Results<Ok<UserView>, ProblemHttpResult>>(
            async sql =>
            {
                if (await UserStore.FindToChangeAsync(sql, caller, userId, role != Role.Admin, cancel) is not { } member)
                    return Problems.UserNotFound.ToResult("The team has no such member.");
                await sql.ExecuteAsync(
                    AccessSql.ChangeMember, args => args.Add(teamId).Add(userId).Add(role.Word()), cancel);
                await audit.WriteAsync(
                    sql, caller, AuditAction.MemberChanged, member.Username, new { From = member.Role, To = role }, cancel);
                await credentials.AnnounceAsync(sql, cancel);
                return TypedResults.Ok(member with { Role = role });
            },
            cancel);
        credentials.Forget();
        return changed;
    }
}
