using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class ChangeUser
{
    public sealed record Request(
        [StringLength(100, MinimumLength = 1)] string? DisplayName,
        [StringLength(200, MinimumLength = UserStore.ShortestPassword)] string? Password,
        bool? Disabled);

    public static void MapChangeUser(this RouteGroupBuilder group) => group
        .MapPatch("/{id:guid}", Handle)
        .WithName(nameof(ChangeUser))
        .WithSummary("Rename, disable or enable a user, or set a new password; the last two end the user's sessions.")
        .RequireAuthorization(Policies.Admin)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<UserView>, ProblemHttpResult>> Handle(
        Guid id, Request request, Caller caller, UserStore users, Passwords passwords, CredentialCache credentials,
        AuditLog audit, Db db, CancellationToken cancel)
    {
        var hash = request.Password is null ? null : await passwords.HashAsync(request.Password, cancel);
        var changed = await db.InTransactionAsync<Results<Ok<UserView>, ProblemHttpResult>>(
            async sql =>
            {
                if (await UserStore.FindToChangeAsync(sql, caller, id, request.Disabled == true, cancel) is not { } user)
                    return Problems.UserNotFound.ToResult("The team has no such user.");
                // A user is one person in all teams: setting the password here would open the other teams to this admin.
                if (await sql.FirstAsync(
                    AccessSql.IsInOtherTeams, args => args.Add(id).Add(caller.TeamId), row => row.GetBoolean(0), cancel))
                    return Problems.UserInOtherTeams.ToResult("The user belongs to other teams too; remove the membership instead.");

                await users.ChangeAsync(sql, id, request.DisplayName, hash, request.Disabled, cancel);
                if (hash is not null || request.Disabled == true)
                    await sql.ExecuteAsync(AccessSql.RemoveSessionsOfUser, args => args.Add(id).AddId(null), cancel);
                await audit.WriteAsync(
                    sql, caller, AuditAction.UserChanged, user.Username,
                    new { request.DisplayName, request.Disabled, Password = hash is not null }, cancel);
                await credentials.AnnounceAsync(sql, cancel);
                return TypedResults.Ok((await UserStore.FindMemberAsync(sql, caller.TeamId, id, cancel))!);
            },
            cancel);
        credentials.Forget();
        return changed;
    }
}
