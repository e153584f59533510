using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NpgsqlTypes;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Access;

/// <summary>Writes the trail of access changes, each inside the transaction that makes the change.</summary>
internal sealed class AuditLog(TimeProvider clock, IHttpContextAccessor http)
{
    public Task WriteAsync(ISql within, Caller caller, string action, string subject, object? detail, CancellationToken cancel) =>
        within.ExecuteAsync(
            AccessSql.AddAudit,
            args => args
                .Add(clock.GetUtcNow())
                .Add(caller.TeamId)
                .AddId(caller.UserId)
                .Add(caller.Name)
                .Add(action)
                .Add(subject)
                .AddJson(JsonSerializer.Serialize(detail ?? new { }, SuiteJson.Options))
                .AddText(http.HttpContext?.ClientAddress()),
            cancel);
}

/// <summary>Words of the trail.</summary>
internal static class AuditAction
{
    public const string SignedIn = "signed-in";
    public const string SessionEnded = "session-ended";
    public const string PasswordChanged = "password-changed";
    public const string UserCreated = "user-created";
    public const string UserChanged = "user-changed";
    public const string TeamCreated = "team-created";
    public const string MemberAdded = "member-added";
    public const string MemberChanged = "member-changed";
    public const string MemberRemoved = "member-removed";
    public const string ApiKeyCreated = "api-key-created";
    public const string ApiKeyRevoked = "api-key-revoked";
    public const string Configured = "configured";
}
