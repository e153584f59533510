namespace Suite.Jobs;

/// <summary>Finding ready items and leasing them; in the order of locks that <see cref="EngineSql"/> tells.</summary>
internal static class ClaimSql
{
    public const string QueuesWithWork = """
        select name
        from jobs.queue queue
        where state = 'active' and exists (
            select from jobs.item item
            where item.queue = queue.name and item.in_line and item.state = 'ready')
        """;

    // Held, and with that unchanged, until the claim is committed; a change of the queue, and of what waits in it, waits as long.
    // Claims of a queue with limits go one after the other, on all replicas: only so do they hold. The claim is a statement of its
    // own, because a statement sees what was committed before it began, and this one may have waited. $2: as many as never matter.
    public const string HoldQueue = """
        with held as (
            select name, max_running_items, max_running_jobs, max_items_per_job, lean
            from jobs.queue
            where name = $1 and state = 'active'
            for share
        )
        select max_running_items, max_running_jobs, max_items_per_job, lean,
            case when max_running_items < $2 or max_running_jobs is not null or max_items_per_job is not null
                then pg_advisory_xact_lock(hashtextextended('jobs.claim ' || name, 0)) end::text
        from held
        """;

    // Items in turn, from ($8, $9) on, as many as leave $4 of them running.
    public const string Claim = """
        with next as (
            select item.ctid as place
            from jobs.item item
            where item.queue = $1 and item.in_line and item.state = 'ready' and (item.turn_at, item.id) >= ($8, $9)
                and item.kind || '/' || item.step = any($2) and ($7::uuid is null or item.team_id = $7)
            order by item.turn_at, item.id
            limit greatest(0, least($3, $4 - (select count(*) from jobs.leased_item where queue = $1)))
            for update skip locked
        )
        """ + RunningRows.LeaseNext;

    // The same for a queue without limits, which the claim itself holds: one statement instead of two, for a single item waits for
    // each of them. It counts nothing, so having waited for the queue does it no harm. No rows: nothing is ready, or the queue has
    // limits.
    public const string ClaimAtOnce = """
        with held as (
            select lean
            from jobs.queue
            where name = $1 and state = 'active'
                and max_running_items >= $4 and max_running_jobs is null and max_items_per_job is null
            for share
        ), next as (
            select item.ctid as place, item.id
            from jobs.item item
            where exists (select from held)
                and item.queue = $1 and item.in_line and item.state = 'ready' and (item.turn_at, item.id) >= ($8, $9)
                and item.kind || '/' || item.step = any($2) and ($7::uuid is null or item.team_id = $7)
            order by item.turn_at, item.id
            limit $3
            for update of item skip locked
        )
        """ + RunningRows.LeaseNextTogether;

    // After every claim: the jobs among $1 that waited for their first item begin. They are held in the order of their ids, as by all
    // who hold several, and looked up by them: `is true` keeps the planner from an index of all that wait. $2 is the time of the event.
    public const string BeginJobs = """
        with waiting as (
            select id
            from jobs.job
            where id = any($1) and (state = 'pending') is true
            order by id
            for no key update
        ), begun as (
            update jobs.job
            set state = 'running', started_at = coalesce(started_at, clock_timestamp())
            where id = any(array(select id from waiting))
            returning *
        )
        select platform.tell($2,
        """ + " " + JobEvents.OfJob + """
        )
        from begun job
        """;

    // The row of a claim's handful; away with those of earlier claims that nothing is left of ($4).
    public const string KeepHandful = """
        with emptied as (
            delete from jobs.handful where id = any($4)
        )
        insert into jobs.handful (id, queue, item_ids) overriding system value values ($1, $2, $3)
        """;

    // Where nothing counts what was claimed, its holder does not wait until the claim is on disk. A crash of the server may take such a
    // claim back: the items are ready again, and what the holder does about them is refused. See ADR 14.
    public const string DoNotWaitForDisk = "select set_config('synchronous_commit', 'off', true)";

    // Before the first claim of a connection, and itself on disk: after a crash these numbers could go on below those of claims that
    // were lost. All connections are new then, so it leaps over them; ten million are minutes of claims. One leap at a time, or one
    // could set the numbers back behind another's.
    public const string LeapOverLostClaims = """
        with turn as materialized (
            select pg_advisory_xact_lock(hashtextextended('jobs.leap', 0))
        )
        select setval('jobs.attempt_id', nextval('jobs.attempt_id') + 10000000),
            setval('jobs.handful_id_seq', nextval('jobs.handful_id_seq') + 10000000)
        from turn
        """;

    // The same for a queue that also limits its jobs ($8) or a job's items ($9): jobs that run come first, then those whose turn it is.
    public const string ClaimByJob = """
        with job_turn as (
            (select id, turn_at from jobs.job where queue = $1 and state = 'running' order by turn_at, id)
            union all
            (select id, turn_at from jobs.job
             where queue = $1 and state = 'pending' and open and ($7::uuid is null or team_id = $7)
             order by turn_at, id
             limit greatest(0, $8 - (select count(*) from jobs.job where queue = $1 and state = 'running')))
        ), next as (
            select item.place
            from job_turn
            cross join lateral (
                select ready.ctid as place, ready.id
                from jobs.item ready
                where ready.job_id = job_turn.id and ready.state = 'ready' and ready.run_at is null
                    and ready.kind || '/' || ready.step = any($2) and ($7::uuid is null or ready.team_id = $7)
                order by ready.id
                limit greatest(0, $9 - (
                    select count(*) from jobs.leased_item where queue = $1 and job_id = job_turn.id))
                for update skip locked
            ) item
            order by job_turn.turn_at, item.id
            limit greatest(0, least($3, $4 - (select count(*) from jobs.leased_item where queue = $1)))
        )
        """ + RunningRows.LeaseNext;

    // Retries whose wait is over. They come back through the ready index, so that claims never step over waiting ones.
    public const string ReadyAfterBackOff = """
        with due as (
            update jobs.item
            set run_at = null
            where id in (
                select id from jobs.item
                where state = 'ready' and run_at <= clock_timestamp()
                limit 1000
                for update skip locked)
            returning queue, turn_at
        )
        select pg_notify('jobs_ready',
        """ + ReadyNotice.Sql + """
        )
        from (select queue, min(turn_at) as turn_at from due group by queue) ready
        """;
}
