using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Access;

internal static class CreateApiKey
{
    public sealed record Request(
        [Required, StringLength(100, MinimumLength = 1)] string Name, Role Role = Role.Viewer, DateTimeOffset? ExpiresAt = null);

    public sealed record Response(Guid Id, string Name, Role Role, string Key, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

    // No idempotency key here: the answer holds the secret, and kept answers are kept as they are.
    public static void MapCreateApiKey(this RouteGroupBuilder group) => group
        .MapPost("/", Handle)
        .WithName(nameof(CreateApiKey))
        .WithSummary("Create an API key for the team. The answer shows it for the only time.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> Handle(
        Request request, Caller caller, HttpContext context, AuditLog audit, Db db, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        caller.RequireMayGrant(request.Role);
        if (request.ExpiresAt <= now)
            return Problems.InvalidExpiry.ToResult("expiresAt must be in the future.");

        var id = Ids.New(clock);
        var key = Secrets.NewApiKey();
        await db.InTransactionAsync(
            async sql =>
            {
                await sql.ExecuteAsync(
                    AccessSql.AddApiKey,
                    args => args
                        .Add(id).Add(caller.TeamId).Add(request.Name).Add(request.Role.Word())
                        .Add(Secrets.Hash(key)).Add(Secrets.Prefix(key)).Add(now).AddId(caller.UserId)
                        .Add(request.ExpiresAt?.ToUniversalTime(), NpgsqlDbType.TimestampTz),
                    cancel);
                await audit.WriteAsync(
                    sql, caller, AuditAction.ApiKeyCreated, request.Name, new { id, request.Role, request.ExpiresAt }, cancel);
            },
            cancel);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"/api/api-keys/{id}", new Response(id, request.Name, request.Role, key, now, request.ExpiresAt));
    }
}
