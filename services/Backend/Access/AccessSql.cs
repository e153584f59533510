namespace Suite.Access;

/// <summary>Every statement of this module.</summary>
internal static class AccessSql
{
    public const string FindSession = """
        select session.id, session.user_id, session.team_id, membership.role, app_user.username, session.last_seen_at
        from access.session session
        join access.app_user on app_user.id = session.user_id
        join access.membership membership on membership.user_id = session.user_id and membership.team_id = session.team_id
        where session.token_hash = $1 and session.expires_at > $2 and app_user.disabled_at is null
        """;

    public const string FindApiKey = """
        select id, team_id, role, name, coalesce(last_used_at, '-infinity')
        from access.api_key
        where key_hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
        """;

    // Sliding, but never past the longest life of a session ($4).
    public const string TouchSession = """
        update access.session set last_seen_at = $2, expires_at = least($3, created_at + $4) where id = $1
        """;

    public const string TouchApiKey = "update access.api_key set last_used_at = $2 where id = $1";

    public const string AddSession = """
        insert into access.session (id, token_hash, user_id, team_id, created_at, last_seen_at, expires_at, user_agent, address)
        values ($1, $2, $3, $4, $5, $5, $6, $7, $8)
        """;

    public const string RemoveSession = "delete from access.session where id = $1 and user_id = $2";

    public const string RemoveSessionsOfUser = "delete from access.session where user_id = $1 and id is distinct from $2";

    public const string RemoveExpired = """
        with sessions as (delete from access.session where expires_at <= $1),
        links as (delete from access.sign_in_link where expires_at <= $2)
        delete from access.sign_in_failure where last_at <= $2
        """;

    public const string ListSessions = """
        select id, created_at, last_seen_at, expires_at, user_agent, address
        from access.session
        where user_id = $1 and expires_at > $2 and ($3::uuid is null or id < $3)
        order by id desc
        limit $4
        """;

    public const string SwitchTeam = """
        update access.session set team_id = $2
        where id = $1 and exists (
            select from access.membership where membership.user_id = session.user_id and membership.team_id = $2
        )
        """;

    public const string FindCredentials = """
        select id, username, password_hash from access.app_user where username = $1 and disabled_at is null
        """;

    public const string FindCredentialsById = """
        select id, username, password_hash from access.app_user where id = $1 and disabled_at is null
        """;

    public const string SetPassword = "update access.app_user set password_hash = $2 where id = $1";

    // Once: the second of two requests with one token waits for the first and then finds it used.
    public const string UseLink = """
        update access.sign_in_link link set used_at = $2
        from access.app_user
        where link.token_hash = $1 and link.used_at is null and link.expires_at > $2
            and app_user.id = link.user_id and app_user.disabled_at is null
        returning link.user_id, app_user.username
        """;

    public const string TeamsOfUser = """
        select team.id, team.name, membership.role
        from access.membership membership
        join access.team team on team.id = membership.team_id
        where membership.user_id = $1
        order by team.is_default desc, team.created_at, team.id
        """;

    public const string FindTeam = "select id, name from access.team where id = $1";

    public const string FindUser = "select id, username, display_name from access.app_user where id = $1";

    // Counts the attempt before the password is looked at, so that attempts side by side are all counted.
    public const string CountAttempt = """
        insert into access.sign_in_failure as failure (key, failures, last_at, blocked_until)
        select key, 1, $2, '-infinity' from unnest($1::text[]) as wanted (key)
        order by key
        on conflict (key) do update set
            failures = case when failure.last_at < $2 - $3::interval then 1 else failure.failures + 1 end,
            last_at = $2
        returning key, failures
        """;

    public const string BlockedUntil = "select max(blocked_until) from access.sign_in_failure where key = any($1)";

    public const string Block = "update access.sign_in_failure set blocked_until = $2 where key = $1";

    public const string ForgiveAttempt = """
        update access.sign_in_failure
        set failures = case when key = $2 then 0 else greatest(failures - 1, 0) end, blocked_until = '-infinity'
        where key = any($1)
        """;

    public const string ListUsers = """
        select app_user.id, username, display_name, role, disabled_at, app_user.created_at
        from access.membership
        join access.app_user on app_user.id = membership.user_id
        where membership.team_id = $1 and ($2::text is null or username > $2)
        order by username
        limit $3
        """;

    public const string FindMember = """
        select app_user.id, username, display_name, role, disabled_at, app_user.created_at
        from access.membership
        join access.app_user on app_user.id = membership.user_id
        where membership.team_id = $1 and membership.user_id = $2
        """;

    public const string FindUserByName = "select id from access.app_user where username = $1";

    public const string AddUser = """
        insert into access.app_user (id, username, display_name, password_hash, created_at)
        values ($1, $2, $3, $4, $5)
        on conflict (username) do nothing
        """;

    public const string ChangeUser = """
        update access.app_user set
            display_name = coalesce($2, display_name),
            password_hash = coalesce($3, password_hash),
            disabled_at = case when $4::boolean is null then disabled_at when $4 then coalesce(disabled_at, $5) end
        where id = $1
        """;

    public const string IsInOtherTeams = "select exists (select from access.membership where user_id = $1 and team_id <> $2)";

    public const string AddTeam = "insert into access.team (id, name, created_at) values ($1, $2, $3)";

    public const string AddMember = """
        insert into access.membership (team_id, user_id, role, created_at) values ($1, $2, $3, $4)
        on conflict (team_id, user_id) do nothing
        """;

    public const string ChangeMember = "update access.membership set role = $3 where team_id = $1 and user_id = $2";

    public const string RemoveMember = "delete from access.membership where team_id = $1 and user_id = $2";

    // Locked together and in one order: two admins who demote each other at once cannot both succeed.
    public const string LockAdmins = """
        select membership.user_id
        from access.membership membership
        join access.app_user on app_user.id = membership.user_id
        where membership.team_id = $1 and membership.role = 'admin' and app_user.disabled_at is null
        order by membership.user_id
        for update of membership
        """;

    public const string ListApiKeys = """
        select id, name, role, prefix, configured, created_at, created_by, expires_at, last_used_at
        from access.api_key
        where team_id = $1 and revoked_at is null and ($2::uuid is null or id < $2)
        order by id desc
        limit $3
        """;

    public const string AddApiKey = """
        insert into access.api_key (id, team_id, name, role, key_hash, prefix, created_at, created_by, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public const string FindApiKeyToRevoke = """
        select name, role, configured from access.api_key where id = $1 and team_id = $2 and revoked_at is null for update
        """;

    public const string RevokeApiKey = "update access.api_key set revoked_at = $2 where id = $1";

    public const string AddAudit = """
        insert into access.audit (at, team_id, actor_id, actor_name, action, subject, detail, address)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    public const string ListAudit = """
        select id, at, actor_id, actor_name, action, subject, detail::text, address
        from access.audit
        where team_id = $1 and ($2::bigint is null or id < $2)
        order by id desc
        limit $3
        """;

    // Replicas that start together seed one after the other.
    public const string LockSeeding = "select pg_advisory_xact_lock(hashtext('access.first-admin'))";

    public const string FindDefaultTeam = "select id from access.team where is_default";

    public const string AddDefaultTeam = """
        insert into access.team (id, name, is_default, created_at) values ($1, 'Default', true, $2)
        """;

    public const string FindConfiguredPassword = "select password_hash from access.configured_password where user_id = $1";

    public const string KeepConfiguredPassword = """
        insert into access.configured_password (user_id, password_hash) values ($1, $2)
        on conflict (user_id) do update set password_hash = excluded.password_hash
        """;

    public const string RevokeOtherConfiguredKeys = """
        update access.api_key set revoked_at = $2 where configured and key_hash <> $1 and revoked_at is null
        """;

    public const string AddConfiguredKey = """
        insert into access.api_key (id, team_id, name, role, key_hash, prefix, configured, created_at)
        values ($1, $2, 'Configured admin key', 'admin', $3, $4, true, $5)
        on conflict (key_hash) do update set revoked_at = null
        """;

    public const string AddLink = """
        insert into access.sign_in_link (token_hash, user_id, expires_at) values ($1, $2, $3)
        on conflict (token_hash) do nothing
        """;
}
