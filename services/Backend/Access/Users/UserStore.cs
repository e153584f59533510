using NpgsqlTypes;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Access;

/// <summary>Users, and their membership in teams.</summary>
internal sealed class UserStore(Db db, TimeProvider clock)
{
    public const int ShortestPassword = 10;

    public Task<UserCredentials?> FindCredentialsAsync(string username, CancellationToken cancel) =>
        db.FirstAsync(AccessSql.FindCredentials, args => args.Add(username), UserCredentials.Of, cancel);

    public Task<UserCredentials?> FindCredentialsAsync(Guid id, CancellationToken cancel) =>
        db.FirstAsync(AccessSql.FindCredentialsById, args => args.Add(id), UserCredentials.Of, cancel);

    public static Task<int> SetPasswordHashAsync(ISql within, Guid id, string hash, CancellationToken cancel) =>
        within.ExecuteAsync(AccessSql.SetPassword, args => args.Add(id).Add(hash), cancel);

    public Task<List<UserView>> ListAsync(Guid teamId, string? after, int limit, CancellationToken cancel) =>
        db.QueryAsync(AccessSql.ListUsers, args => args.Add(teamId).AddText(after).Add(limit), UserView.Of, cancel);

    /// <summary>A user of the team; null for another team's.</summary>
    public static Task<UserView?> FindMemberAsync(ISql within, Guid teamId, Guid userId, CancellationToken cancel) =>
        within.FirstAsync(AccessSql.FindMember, args => args.Add(teamId).Add(userId), UserView.Of, cancel);

    /// <summary>False when the name is taken, by whichever team's user.</summary>
    public async Task<bool> AddAsync(
        ISql within, Guid id, string username, string displayName, string? passwordHash, CancellationToken cancel) =>
        await within.ExecuteAsync(
            AccessSql.AddUser,
            args => args.Add(id).Add(username).Add(displayName).AddText(passwordHash).Add(clock.GetUtcNow()),
            cancel) > 0;

    /// <summary>Changes what is not null.</summary>
    public Task ChangeAsync(
        ISql within, Guid id, string? displayName, string? passwordHash, bool? disabled, CancellationToken cancel) =>
        within.ExecuteAsync(
            AccessSql.ChangeUser,
            args => args.Add(id).AddText(displayName).AddText(passwordHash).Add(disabled, NpgsqlDbType.Boolean).Add(clock.GetUtcNow()),
            cancel);

    public async Task<bool> AddMemberAsync(ISql within, Guid teamId, Guid userId, Role role, CancellationToken cancel) =>
        await within.ExecuteAsync(
            AccessSql.AddMember, args => args.Add(teamId).Add(userId).Add(role.Word()).Add(clock.GetUtcNow()), cancel) > 0;

    /// <summary>
    /// A member whom the caller is about to change; null for another team's. The team's admins are locked first, so two admins who
    /// demote each other at once cannot both succeed.
    /// </summary>
    /// <exception cref="ProblemException">
    /// <c>role-too-high</c>: the member is above the caller; <c>last-admin</c>: <paramref name="losesAdmin"/>, and no other is left.
    /// </exception>
    public static async Task<UserView?> FindToChangeAsync(
        ISql within, Caller caller, Guid userId, bool losesAdmin, CancellationToken cancel)
    {
        var admins = await within.QueryAsync(AccessSql.LockAdmins, args => args.Add(caller.TeamId), row => row.GetGuid(0), cancel);
        var member = await FindMemberAsync(within, caller.TeamId, userId, cancel);
        if (member is null)
            return null;
        caller.RequireMayGrant(member.Role);
        if (losesAdmin && member.Role == Role.Admin && admins.TrueForAll(admin => admin == userId))
            throw Problems.LastAdmin.ToException("A team keeps at least one admin who can sign in.");
        return member;
    }
}
