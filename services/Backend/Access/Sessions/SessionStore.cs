using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Access;

/// <summary>Sessions, and what they show of their user and teams.</summary>
internal sealed class SessionStore(
    Db db, CredentialCache credentials, AuditLog audit, IOptions<AccessOptions> options, IConfiguration configuration,
    TimeProvider clock)
{
    private const int LongestAgent = 200;
    private readonly double _traceRatio = TraceSampling.RatioOf(configuration);

    /// <summary>Signs a user in: a new session, its cookie, its view. Their first team is chosen.</summary>
    public async Task<SessionView> OpenAsync(ISql within, Guid userId, string username, HttpContext context, CancellationToken cancel)
    {
        var teams = await TeamsAsync(within, userId, cancel);
        if (teams.Count == 0)
            throw Problems.NoTeam.ToException("This user belongs to no team.");

        var token = Secrets.NewToken();
        var now = clock.GetUtcNow();
        var agent = context.Request.Headers.UserAgent.ToString();
        await within.ExecuteAsync(
            AccessSql.AddSession,
            args => args
                .Add(Ids.New(clock)).Add(Secrets.Hash(token)).Add(userId).Add(teams[0].Id)
                .Add(now).Add(now + options.Value.SessionIdle)
                .AddText(agent[..Math.Min(agent.Length, LongestAgent)])
                .AddText(context.ClientAddress()),
            cancel);
        var caller = new Caller(userId, teams[0].Id, teams[0].Role, username);
        await audit.WriteAsync(within, caller, AuditAction.SignedIn, username, null, cancel);
        SessionCookie.Set(context, token, options.Value.SessionLifetime);
        return await ViewAsync(within, caller, cancel);
    }

    public Task<SessionView> ViewAsync(Caller caller, CancellationToken cancel) => ViewAsync(db, caller, cancel);

    /// <summary>Ends a session of the user; false when there is none of this id.</summary>
    public async Task<bool> EndAsync(Caller caller, Guid userId, Guid sessionId, CancellationToken cancel)
    {
        var ended = await db.InTransactionAsync(
            async sql =>
            {
                if (await sql.ExecuteAsync(AccessSql.RemoveSession, args => args.Add(sessionId).Add(userId), cancel) == 0)
                    return false;
                await audit.WriteAsync(sql, caller, AuditAction.SessionEnded, sessionId.ToString(), null, cancel);
                await credentials.AnnounceAsync(sql, cancel);
                return true;
            },
            cancel);
        credentials.Forget();
        return ended;
    }

    /// <summary>False when the session's user is not in that team.</summary>
    public async Task<bool> SwitchAsync(Guid sessionId, Guid teamId, CancellationToken cancel)
    {
        var switched = await db.InTransactionAsync(
            async sql =>
            {
                await credentials.AnnounceAsync(sql, cancel);
                return await sql.ExecuteAsync(AccessSql.SwitchTeam, args => args.Add(sessionId).Add(teamId), cancel) > 0;
            },
            cancel);
        credentials.Forget();
        return switched;
    }

    public static Task<List<TeamMembership>> TeamsAsync(ISql sql, Guid userId, CancellationToken cancel) =>
        sql.QueryAsync(
            AccessSql.TeamsOfUser,
            args => args.Add(userId),
            row => new TeamMembership(row.GetGuid(0), row.GetString(1), Roles.Parse(row.GetString(2))),
            cancel);

    private async Task<SessionView> ViewAsync(ISql sql, Caller caller, CancellationToken cancel)
    {
        var team = (await sql.FirstAsync(
            AccessSql.FindTeam, args => args.Add(caller.TeamId), row => new TeamSummary(row.GetGuid(0), row.GetString(1)), cancel))!;
        if (caller.UserId is not { } userId)
            return new SessionView(null, team, caller.Role, [new TeamMembership(team.Id, team.Name, caller.Role)], _traceRatio);
        var user = await sql.FirstAsync(
            AccessSql.FindUser,
            args => args.Add(userId),
            row => new UserSummary(row.GetGuid(0), row.GetString(1), row.GetString(2)),
            cancel);
        return new SessionView(user, team, caller.Role, await TeamsAsync(sql, userId, cancel), _traceRatio);
    }
}
