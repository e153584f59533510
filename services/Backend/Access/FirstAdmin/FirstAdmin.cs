using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Access;

/// <summary>
/// Lets the first admin in, as the configuration says: by password, by API key and by the one-time link of this run. What was
/// changed in the application since stays, unless the configuration itself has changed.
/// </summary>
internal sealed class FirstAdmin(
    Db db, UserStore users, Passwords passwords, CredentialCache credentials, AuditLog audit,
    IOptions<AccessOptions> options, TimeProvider clock)
{
    public const string Username = "admin";

    public Task SeedAsync(CancellationToken cancel) => db.InTransactionAsync(
        async sql =>
        {
            await sql.ExecuteAsync(AccessSql.LockSeeding, null, cancel);
            var team = await DefaultTeamAsync(sql, cancel);
            var admin = await AdminAsync(sql, team, cancel);
            await ApplyPasswordAsync(sql, team, admin, cancel);
            await ApplyApiKeyAsync(sql, team, cancel);
            if (options.Value.SignInToken is { } token)
                await sql.ExecuteAsync(
                    AccessSql.AddLink,
                    args => args.Add(Secrets.Hash(token)).Add(admin).Add(clock.GetUtcNow() + options.Value.LinkLifetime),
                    cancel);
            await credentials.AnnounceAsync(sql, cancel);
        },
        cancel);

    private async Task<Guid> DefaultTeamAsync(ISql sql, CancellationToken cancel)
    {
        var found = await sql.FirstAsync(AccessSql.FindDefaultTeam, null, row => (Guid?)row.GetGuid(0), cancel);
        if (found is { } team)
            return team;
        var id = Ids.New(clock);
        await sql.ExecuteAsync(AccessSql.AddDefaultTeam, args => args.Add(id).Add(clock.GetUtcNow()), cancel);
        return id;
    }

    private async Task<Guid> AdminAsync(ISql sql, Guid team, CancellationToken cancel)
    {
        var found = await sql.FirstAsync(
            AccessSql.FindUserByName, args => args.Add(Username), row => (Guid?)row.GetGuid(0), cancel);
        if (found is { } admin)
            return admin;
        var id = Ids.New(clock);
        await users.AddAsync(sql, id, Username, "Administrator", null, cancel);
        await users.AddMemberAsync(sql, team, id, Role.Admin, cancel);
        await audit.WriteAsync(sql, Configuration(team), AuditAction.UserCreated, Username, new { Role = Role.Admin }, cancel);
        return id;
    }

    private async Task ApplyPasswordAsync(ISql sql, Guid team, Guid admin, CancellationToken cancel)
    {
        if (options.Value.AdminPassword is not { } password)
            return;
        var applied = await sql.FirstAsync(
            AccessSql.FindConfiguredPassword, args => args.Add(admin), row => row.GetString(0), cancel);
        if (applied is not null && await passwords.VerifyAsync(password, applied, cancel))
            return;
        var hash = await passwords.HashAsync(password, cancel);
        await UserStore.SetPasswordHashAsync(sql, admin, hash, cancel);
        await sql.ExecuteAsync(AccessSql.KeepConfiguredPassword, args => args.Add(admin).Add(hash), cancel);
        await sql.ExecuteAsync(AccessSql.RemoveSessionsOfUser, args => args.Add(admin).AddId(null), cancel);
        await audit.WriteAsync(sql, Configuration(team), AuditAction.PasswordChanged, Username, null, cancel);
    }

    private async Task ApplyApiKeyAsync(ISql sql, Guid team, CancellationToken cancel)
    {
        if (options.Value.AdminApiKey is not { } key)
            return;
        var hash = Secrets.Hash(key);
        var now = clock.GetUtcNow();
        await sql.ExecuteAsync(AccessSql.RevokeOtherConfiguredKeys, args => args.Add(hash).Add(now), cancel);
        var added = await sql.ExecuteAsync(
            AccessSql.AddConfiguredKey,
            args => args.Add(Ids.New(clock)).Add(team).Add(hash).Add(Secrets.Prefix(key)).Add(now),
            cancel);
        if (added > 0)
            await audit.WriteAsync(sql, Configuration(team), AuditAction.ApiKeyCreated, "Configured admin key", null, cancel);
    }

    private static Caller Configuration(Guid team) => new(null, team, Role.Admin, "configuration");
}
