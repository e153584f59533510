namespace Suite.Platform;

/// <summary>
/// What PostgreSQL says of itself, from its own views: rows of a figure's name, the values of its labels, and its value. None reads
/// a table of ours.
/// </summary>
internal static class PostgresFiguresSql
{
    // The one who asks is not counted among those who keep a transaction open.
    public const string Activity = """
        with client as (
            select coalesce(state, 'unknown') as state, xact_start, query_start, pid <> pg_backend_pid() as other
            from pg_stat_activity
            where datname = current_database() and backend_type = 'client backend'
        )
        select 'connections', array[state], count(*)::float8 from client group by state
        union all
        select 'connections.limit', '{}', current_setting('max_connections')::float8
        union all
        select 'transaction.longest', '{}', coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 from client where other
        union all
        select 'queries.slow', '{}', count(*)::float8
        from client where other and state = 'active' and query_start < clock_timestamp() - interval '1 second'
        union all
        select 'uptime', '{}', extract(epoch from clock_timestamp() - pg_postmaster_start_time())::float8
        """;

    public const string Database = """
        select figure, labels, value::float8
        from pg_stat_database
        cross join lateral (values
            ('transactions', array['commit'], xact_commit),
            ('transactions', array['rollback'], xact_rollback),
            ('rows', array['returned'], tup_returned),
            ('rows', array['fetched'], tup_fetched),
            ('rows', array['inserted'], tup_inserted),
            ('rows', array['updated'], tup_updated),
            ('rows', array['deleted'], tup_deleted),
            ('blocks', array['cache'], blks_hit),
            ('blocks', array['disk'], blks_read),
            ('temp', '{}', temp_bytes),
            ('deadlocks', '{}', deadlocks),
            ('conflicts', '{}', conflicts)
        ) as said (figure, labels, value)
        where datname = current_database()
        """;

    public const string Size = "select 'size', '{}'::text[], pg_database_size(current_database())::float8";

    public const string Locks = """
        select 'locks', array[mode, granted::text], count(*)::float8
        from pg_locks
        where database = (select oid from pg_database where datname = current_database())
        group by mode, granted
        """;

    public const string Wal = "select 'wal', '{}'::text[], wal_bytes::float8 from pg_stat_wal";

    public const string Tables = """
        with largest as (
            select schemaname || '.' || relname as name, n_live_tup, n_dead_tup, pg_total_relation_size(relid) as bytes
            from pg_stat_user_tables
            order by bytes desc, name
            limit 40
        )
        select figure, labels, value::float8
        from largest
        cross join lateral (values
            ('table.rows', array[name, 'live'], n_live_tup),
            ('table.rows', array[name, 'dead'], n_dead_tup),
            ('table.size', array[name], bytes)
        ) as said (figure, labels, value)
        """;
}

/// <summary>Checkpoints moved to a view of their own with version 17, so neither statement is valid on every server.</summary>
internal static class PostgresCheckpoints
{
    public const string Until16 = """
        select 'checkpoints', array[kind], value::float8
        from pg_stat_bgwriter cross join lateral (values ('timed', checkpoints_timed), ('requested', checkpoints_req)) as said (kind, value)
        """;

    public const string Since17 = """
        select 'checkpoints', array[kind], value::float8
        from pg_stat_checkpointer cross join lateral (values ('timed', num_timed), ('requested', num_requested)) as said (kind, value)
        """;

}
