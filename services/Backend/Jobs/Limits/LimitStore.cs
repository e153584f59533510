using NpgsqlTypes;
using Suite.Access;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Jobs;

/// <summary>Sets, shows and removes usage limits, within what the caller may.</summary>
internal sealed class LimitStore(Db db, ISignals signals)
{
    public Task<List<UsageLimit>> ListAsync(Caller caller, string? after, int count, CancellationToken cancel) =>
        db.QueryAsync(
            LimitSql.List,
            args => args.Add(caller.TeamId).Add(caller.Role == Role.Admin).AddText(after).Add(count),
            LimitRow.Limit,
            cancel);

    /// <exception cref="ProblemException"><c>limit-not-found</c>, <c>invalid-limit-key</c>.</exception>
    public async Task<UsageLimit> FindAsync(Caller caller, string key, CancellationToken cancel)
    {
        key = Checked(caller, key);
        return await db.FirstAsync<UsageLimit?>(LimitSql.Find, args => args.Add(key), LimitRow.Limit, cancel) ?? throw NotFound(key);
    }

    /// <exception cref="ProblemException"><c>limit-not-found</c>, <c>invalid-limit-key</c>, <c>limit-of-administrator</c>.</exception>
    public async Task<UsageLimit> SetAsync(Caller caller, string key, SetLimit.Request limit, CancellationToken cancel)
    {
        key = Checked(caller, key);
        Guid? owner = caller.Role == Role.Admin ? null : caller.TeamId;
        await db.InTransactionAsync(
            async sql =>
            {
                var set = await sql.FirstAsync(
                    LimitSql.Set,
                    args => args.Add(key).AddId(owner).Add(limit.MaxRunning, NpgsqlDbType.Integer)
                        .Add(limit.PerMinute, NpgsqlDbType.Integer).Add(limit.TokensPerMinute, NpgsqlDbType.Bigint),
                    row => row.GetString(0),
                    cancel);
                if (set is null)
                    throw OfAdministrator(key);
                await AnnounceAsync(sql, cancel);
            },
            cancel);
        return await FindAsync(caller, key, cancel);
    }

    /// <exception cref="ProblemException"><c>limit-not-found</c>, <c>invalid-limit-key</c>, <c>limit-of-administrator</c>.</exception>
    public Task RemoveAsync(Caller caller, string key, CancellationToken cancel)
    {
        key = Checked(caller, key);
        return db.InTransactionAsync(
            async sql =>
            {
                var found = await sql.QueryAsync(LimitSql.Owner, args => args.Add(key), row => row.IdOrNull(0), cancel);
                if (found.Count == 0)
                    throw NotFound(key);
                if (found[0] is null && caller.Role != Role.Admin)
                    throw OfAdministrator(key);
                await sql.ExecuteAsync(LimitSql.Remove, args => args.Add(key), cancel);
                await sql.ExecuteAsync(LimitSql.Forget, args => args.Add(key), cancel);
                await AnnounceAsync(sql, cancel);
            },
            cancel);
    }

    private async Task AnnounceAsync(ISql sql, CancellationToken cancel)
    {
        await signals.PublishAsync(sql, LimitedKeys.Signal, "", cancel);
        // There may be more room now.
        await sql.ExecuteAsync(JobSql.Notify, args => args.Add(Listener.ReadyChannel).Add(""), cancel);
    }

    // To managers, limits of other teams and of what teams share do not exist.
    private static string Checked(Caller caller, string asked)
    {
        var key = LimitKey.Normalise(asked);
        if (!LimitKey.IsValid(key))
            throw Problems.InvalidLimitKey.ToException(
                "A key is team:<id>, team:<id>:<name>, provider:<name> or key:<name>; a name has letters, digits and . : @ - _.");
        if (caller.Role != Role.Admin && !LimitKey.IsOf(caller.TeamId, key))
            throw NotFound(key);
        return key;
    }

    private static ProblemException NotFound(string key) => Problems.LimitNotFound.ToException($"There is no limit {key}.");

    private static ProblemException OfAdministrator(string key) =>
        Problems.LimitOfAdministrator.ToException($"An administrator set the limit {key}; only administrators change it.");
}
