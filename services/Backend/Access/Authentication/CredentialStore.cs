using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Access;

internal sealed class CredentialStore(Db db, IOptions<AccessOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    public Task<Credential?> FindAsync(CredentialKind kind, byte[] hash, CancellationToken cancel) =>
        kind == CredentialKind.Session ? FindSessionAsync(hash, cancel) : FindApiKeyAsync(hash, cancel);

    /// <summary>Writes down that it was used, once a minute at most; a session's end moves on with it.</summary>
    public async Task TouchAsync(Credential credential, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - credential.SeenAt < TouchEvery)
            return;
        if (credential.Kind == CredentialKind.Session)
            await db.ExecuteAsync(
                AccessSql.TouchSession,
                args => args.Add(credential.Id).Add(now).Add(now + options.Value.SessionIdle).Add(options.Value.SessionLifetime),
                cancel);
        else
            await db.ExecuteAsync(AccessSql.TouchApiKey, args => args.Add(credential.Id).Add(now), cancel);
    }

    private Task<Credential?> FindSessionAsync(byte[] hash, CancellationToken cancel) =>
        db.FirstAsync(
            AccessSql.FindSession,
            args => args.Add(hash).Add(clock.GetUtcNow()),
            row => new Credential(
                CredentialKind.Session,
                hash,
                row.GetGuid(0),
                new Caller(row.GetGuid(1), row.GetGuid(2), Roles.Parse(row.GetString(3)), row.GetString(4)),
                row.Time(5)),
            cancel);

    private Task<Credential?> FindApiKeyAsync(byte[] hash, CancellationToken cancel) =>
        db.FirstAsync(
            AccessSql.FindApiKey,
            args => args.Add(hash).Add(clock.GetUtcNow()),
            row => new Credential(
                CredentialKind.ApiKey,
                hash,
                row.GetGuid(0),
                new Caller(null, row.GetGuid(1), Roles.Parse(row.GetString(2)), row.GetString(3), ApiKeyId: row.GetGuid(0)),
                row.Time(4)),
            cancel);
}
