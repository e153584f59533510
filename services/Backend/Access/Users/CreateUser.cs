using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class CreateUser
{
    public sealed record Request(
        [Required, RegularExpression(Usernames.Pattern)] string Username,
        [StringLength(100, MinimumLength = 1)] string? DisplayName,
        [Required, StringLength(200, MinimumLength = UserStore.ShortestPassword)] string Password,
        Role Role = Role.Viewer);

    public static void MapCreateUser(this RouteGroupBuilder group) => group
        .MapPost("/", Handle)
        .WithName(nameof(CreateUser))
        .WithSummary("Create a user as a member of the caller's team, in a role no higher than the caller's.")
        .RequireAuthorization(Policies.Manager)
        .AcceptsIdempotencyKey()
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<UserView>, ProblemHttpResult>> Handle(
        Request request, Caller caller, UserStore users, Passwords passwords, AuditLog audit, Db db, TimeProvider clock,
        CancellationToken cancel)
    {
        Roles.RequirePersonal(request.Role);
        caller.RequireMayGrant(request.Role);
        var id = Ids.New(clock);
        var username = Usernames.Normalise(request.Username);
        var hash = await passwords.HashAsync(request.Password, cancel);
        var created = await db.InTransactionAsync(
            async sql =>
            {
                if (!await users.AddAsync(sql, id, username, request.DisplayName ?? username, hash, cancel))
                    return null;
                await users.AddMemberAsync(sql, caller.TeamId, id, request.Role, cancel);
                await audit.WriteAsync(sql, caller, AuditAction.UserCreated, username, new { request.Role }, cancel);
                return await UserStore.FindMemberAsync(sql, caller.TeamId, id, cancel);
            },
            cancel);
        return created is null
            ? Problems.UsernameTaken.ToResult($"The username {username} is taken.")
            : TypedResults.Created($"/api/users/{id}", created);
    }
}
