using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Suite.Platform;

namespace Suite.Access;

internal static class RevokeApiKey
{
    public static void MapRevokeApiKey(this RouteGroupBuilder group) => group
        .MapDelete("/{id:guid}", Handle)
        .WithName(nameof(RevokeApiKey))
        .WithSummary("Revoke an API key: it stops to count at once, everywhere.")
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, Caller caller, CredentialCache credentials, AuditLog audit, Db db, TimeProvider clock, CancellationToken cancel)
    {
        var revoked = await db.InTransactionAsync<Results<NoContent, ProblemHttpResult>>(
            async sql =>
            {
                var found = await sql.FirstAsync(
                    AccessSql.FindApiKeyToRevoke,
                    args => args.Add(id).Add(caller.TeamId),
                    row => new FoundKey(row.GetString(0), Roles.Parse(row.GetString(1)), row.GetBoolean(2)),
                    cancel);
                if (found is null)
                    return Problems.ApiKeyNotFound.ToResult("The team has no such key.");
                if (found.Configured)
                    return Problems.ConfiguredKey.ToResult("This key comes from Access:AdminApiKey; change it there.");
                caller.RequireMayGrant(found.Role);
                await sql.ExecuteAsync(AccessSql.RevokeApiKey, args => args.Add(id).Add(clock.GetUtcNow()), cancel);
                await audit.WriteAsync(sql, caller, AuditAction.ApiKeyRevoked, found.Name, new { id }, cancel);
                await credentials.AnnounceAsync(sql, cancel);
                return TypedResults.NoContent();
            },
            cancel);
        credentials.Forget();
        return revoked;
    }

    private sealed record FoundKey(string Name, Role Role, bool Configured);
}
