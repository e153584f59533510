namespace Suite.Jobs;

/// <summary>Usage limits: what they are, what is used of them, and claims that stay within them.</summary>
internal static class LimitSql
{
    public const string Keys = "select key from jobs.usage_limit";

    // Claims that share a limit go one after the other, in whatever queues and replicas; two that share several take them in order.
    public const string Hold = """
        select key
        from jobs.usage_limit
        where key in (
            select unnest(usage_keys) from jobs.job where queue = $1 and open and state in ('pending', 'running'))
        order by key
        for no key update
        """;

    // Statements count what was committed before they began, so this one comes after the limits are held.
    public const string Use = "select " + LimitRow.Columns + " from jobs.limit_use limit_use where key = any($1)";

    public const string QueueUse = """
        select (select count(*)::int from jobs.leased_item where queue = $1),
            (select count(*)::int from jobs.job where queue = $1 and state = 'running')
        """;

    // Jobs in turn that have something ready. $4 says how many are wanted, $5 which limits leave no room, $6 which jobs were looked
    // at, $7 which limits are held: what another one concerns is left for the next claim. $8: others than running jobs too; $9: the
    // queue limits its jobs, so those that run come first.
    public const string Candidates = """
        select job.id, job.usage_keys, job.state = 'pending', ready.items,
            (select count(*)::int from jobs.leased_item where queue = $1 and job_id = job.id)
        from jobs.job job
        cross join lateral (
            select count(*)::int as items
            from (
                select from jobs.item
                where job_id = job.id and state = 'ready' and run_at is null and kind || '/' || step = any($2)
                limit $4
            ) first
        ) ready
        where job.queue = $1 and job.open and job.state in ('pending', 'running')
            and ($3::uuid is null or job.team_id = $3)
            and not job.usage_keys && $5::text[] and job.id <> all($6::uuid[])
            and not exists (
                select from jobs.usage_limit where usage_limit.key = any(job.usage_keys) and usage_limit.key <> all($7::text[]))
            and (job.state = 'running' or $8::boolean)
            and ready.items > 0
        order by case when $9::boolean then job.state = 'pending' end, job.turn_at, job.id
        limit $4
        """;

    // So many items ($3) of these jobs ($1).
    public const string Claim = """
        with next as (
            select item.place
            from unnest($1::uuid[], $3::int[]) as allotted (job_id, items)
            cross join lateral (
                select ready.ctid as place
                from jobs.item ready
                where ready.job_id = allotted.job_id and ready.queue = $4 and ready.state = 'ready' and ready.run_at is null
                    and ready.kind || '/' || ready.step = any($2)
                order by ready.id
                limit allotted.items
                for update skip locked
            ) item
        )
        """ + RunningRows.LeaseNext;

    public const string RecordStarts = """
        insert into jobs.usage (key, second, started)
        select key, date_trunc('second', clock_timestamp()), started
        from unnest($1::text[], $2::int[]) as started (key, started)
        order by key
        on conflict (key, second) do update set started = usage.started + excluded.started
        """;

    public const string RecordTokens = """
        insert into jobs.usage (key, second, tokens)
        select key, date_trunc('second', clock_timestamp()), $2
        from jobs.usage_limit
        where key = any($1)
        order by key
        on conflict (key, second) do update set tokens = usage.tokens + excluded.tokens
        """;

    // $2: an administrator also sees what other administrators set, for teams and for what teams share.
    public const string List = "select " + LimitRow.Columns + """

        from jobs.limit_use limit_use
        where (key = 'team:' || $1::uuid or starts_with(key, 'team:' || $1::uuid || ':') or ($2 and team_id is null))
            and ($3::text is null or key > $3)
        order by key
        limit $4
        """;

    public const string Find = "select " + LimitRow.Columns + " from jobs.limit_use limit_use where key = $1";

    // Nothing comes back when the limit is an administrator's, and the caller ($2 is the team) is none.
    public const string Set = """
        insert into jobs.usage_limit (key, team_id, max_running, per_minute, tokens_per_minute)
        values ($1, $2, $3, $4, $5)
        on conflict (key) do update set team_id = excluded.team_id, max_running = excluded.max_running,
            per_minute = excluded.per_minute, tokens_per_minute = excluded.tokens_per_minute, updated_at = clock_timestamp()
        where excluded.team_id is null or usage_limit.team_id is not null
        returning key
        """;

    public const string Owner = "select team_id from jobs.usage_limit where key = $1 for update";

    public const string Remove = "delete from jobs.usage_limit where key = $1";

    public const string Forget = "delete from jobs.usage where key = $1";

    public const string OfJob = "select " + LimitRow.Columns + """

        from jobs.job job
        join jobs.limit_use limit_use on limit_use.key = any(job.usage_keys)
        where job.team_id = $1 and job.id = $2
        order by limit_use.key
        """;

    // Who uses up the limit $3: the team's other jobs by id, those of other teams only as a number.
    public const string Running = """
        select own_job, count(*)::int
        from (
            select case when item.team_id = $1 then item.job_id end as own_job
            from jobs.leased_item item
            join jobs.job job on job.id = item.job_id
            where item.job_id <> $2 and $3 = any(job.usage_keys)
        ) running
        group by own_job
        order by own_job is not null, count(*) desc, own_job
        limit $4
        """;

    // When less than $2 is left of the last minute's starts, or ($3) tokens: as soon as this second has left it.
    public const string FreesAt = """
        select max(second) + interval '61 seconds'
        from (
            select second, sum(case when $3 then tokens else started end) over (order by second desc) as newer
            from jobs.usage
            where key = $1 and second > clock_timestamp() - interval '61 seconds'
        ) recent
        where newer >= $2
        """;
}
