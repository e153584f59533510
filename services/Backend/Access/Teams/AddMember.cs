using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class AddMember
{
    public sealed record Request([Required, StringLength(64)] string Username, Role Role = Role.Viewer);

    public static void MapAddMember(this RouteGroupBuilder group) => group
        .MapPost("/", Handle)
        .WithName(nameof(AddMember))
        .WithSummary("Add an existing user, who may be in other teams, to this one.")
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<UserView>, ProblemHttpResult>> Handle(
        Guid teamId, Request request, Caller caller, UserStore users, AuditLog audit, Db db, CancellationToken cancel)
    {
        caller.RequireTeam(teamId);
        Roles.RequirePersonal(request.Role);
        caller.RequireMayGrant(request.Role);
        var username = Usernames.Normalise(request.Username);
        return await db.InTransactionAsync<Results<Created<UserView>, ProblemHttpResult>>(
            async sql =>
            {
                var found = await sql.FirstAsync(
                    AccessSql.FindUserByName, args => args.Add(username), row => (Guid?)row.GetGuid(0), cancel);
                if (found is not { } userId)
                    return Problems.UserNotFound.ToResult($"There is no user {username}.");
                if (!await users.AddMemberAsync(sql, teamId, userId, request.Role, cancel))
                    return Problems.AlreadyMember.ToResult($"{username} is a member already.");
                await audit.WriteAsync(sql, caller, AuditAction.MemberAdded, username, new { request.Role }, cancel);
                return TypedResults.Created(
                    $"/api/teams/{teamId}/members/{userId}", (await UserStore.FindMemberAsync(sql, teamId, userId, cancel))!);
            },
            cancel);
    }
}
