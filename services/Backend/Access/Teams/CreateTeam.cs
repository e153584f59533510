using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class CreateTeam
{
    public sealed record Request([Required, StringLength(100, MinimumLength = 1)] string Name);

    public static void MapCreateTeam(this RouteGroupBuilder group) => group
        .MapPost("/", Handle)
        .WithName(nameof(CreateTeam))
        .WithSummary("Create a team; the caller becomes its first admin.")
        .RequireAuthorization(Policies.Admin)
        .AcceptsIdempotencyKey()
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<TeamMembership>, ProblemHttpResult>> Handle(
        Request request, Caller caller, UserStore users, AuditLog audit, Db db, TimeProvider clock, CancellationToken cancel)
    {
        if (caller.UserId is not { } userId)
            return Problems.SessionNeeded.ToResult("A team needs a person as its first admin, and an API key is none.");
        var id = Ids.New(clock);
        await db.InTransactionAsync(
            async sql =>
            {
                await sql.ExecuteAsync(AccessSql.AddTeam, args => args.Add(id).Add(request.Name).Add(clock.GetUtcNow()), cancel);
                await users.AddMemberAsync(sql, id, userId, Role.Admin, cancel);
                await audit.WriteAsync(sql, caller with { TeamId = id }, AuditAction.TeamCreated, request.Name, null, cancel);
            },
            cancel);
        return TypedResults.Created($"/api/teams/{id}", new TeamMembership(id, request.Name, Role.Admin));
    }
}
