namespace Suite.Jobs;

/// <summary>What the outside asks of the engine: enqueue and look.</summary>
internal static class JobSql
{
    // Held against changes of the queue until the job is in; claims are not kept waiting.
    public const string HoldQueue = """
        select state, team_id, deleted_at is not null
        from jobs.queue
        where name = $1
        for key share
        """;

    public const string EnsureQueue = """
        insert into jobs.queue (name, max_running_items, max_running_jobs, max_items_per_job, max_attempts)
        values ($1, $2, $3, $4, $5)
        on conflict (name) do nothing
        """;

    public const string DeclareQueue = """
        insert into jobs.queue (name, max_running_items, max_running_jobs, max_items_per_job, max_attempts)
        values ($1, $2, $3, $4, $5)
        on conflict (name) do update set
            max_running_items = excluded.max_running_items,
            max_running_jobs = excluded.max_running_jobs,
            max_items_per_job = excluded.max_items_per_job,
            max_attempts = excluded.max_attempts
        """;

    // The job, its items, the notice of them and the event, in one statement: who enqueues a single item waits for each. The queue is
    // held as by HoldQueue. Nothing comes back when the queue takes no job of this team, or when an unfinished job has the same dedup
    // key: see FindDuplicate. $20 is the time of the event, by the caller's clock as that of all others.
    public const string InsertJob = """
        with queue as (
            select name, mode, policy, max_attempts
            from jobs.queue
            where name = $3 and state <> 'stopped' and deleted_at is null and (team_id is null or team_id = $2)
            for key share
        ), job as (
            insert into jobs.job
                (id, team_id, queue, kind, priority, config, created_by, dedup_key, chained, total_items, run_after, waiting_for,
                 limit_keys, released, created_at, waits_from, turn_at, trace_parent)
            select $1::uuid, $2::uuid, name, $4::text, $5::int, $6::jsonb, $7::uuid, $8::text, $9::boolean, $10::int,
                case when $11 > now.at then $11 end, $12::int, $13::text[], mode = 'automatic', now.at,
                greatest(now.at, $11::timestamptz),
                greatest(now.at, $11::timestamptz) + case policy when 'priority' then $5::int * interval '1 minute' else interval '0' end,
                $14::text
            from queue
            cross join (select clock_timestamp() as at) now
            on conflict (team_id, kind, dedup_key) where dedup_key is not null and finished_at is null do nothing
            returning *
        ), items as (
            insert into jobs.item
                (job_id, team_id, queue, kind, step, ordinal, after_ordinal, group_no, asset_id, state, turn_at, max_attempts, input,
                 created_at)
            select job.id, job.team_id, job.queue, job.kind, new.step, new.ordinal - 1, new.after_ordinal, new.group_no, new.asset_id,
                case when new.after_ordinal is null and job.open then 'ready' else 'pending' end,
                job.turn_at, queue.max_attempts, new.input::jsonb, job.created_at
            from job
            cross join queue
            cross join unnest($15::text[], $16::int[], $17::int[], $18::uuid[], $19::text[])
                with ordinality as new (step, after_ordinal, group_no, asset_id, input, ordinal)
            order by new.ordinal
        )
        select job.id, job.created_at,
            case when open then pg_notify('jobs_ready',
        """ + " " + ReadyNotice.Sql + """
        ) end::text,
            platform.tell($20,
        """ + " " + JobEvents.OfJob + """
        )::text
        from job
        """;

    public const string FindDuplicate = "select " + JobRow.Columns + """

        from jobs.job job
        where team_id = $1 and kind = $2 and dedup_key = $3 and finished_at is null
        """;

    // Items of a job that may not run yet are not ready either: then a claim has nothing to step over. They are when it opens.
    // The notice is delivered when the transaction commits, so a woken worker always finds the items.
    public const string Notify = "select pg_notify($1, $2)";

    public const string Find = "select " + JobRow.Columns + " from jobs.job job where team_id = $1 and id = $2";

    public const string FindMany = "select " + JobRow.Columns + " from jobs.job job where team_id = $1 and id = any($2)";

    // $6 is what is looked for, ready to be the inside of a pattern.
    private const string Wanted = """

            and ($2::text is null or queue = $2) and ($3::text is null or kind = $3) and ($4::text is null or state = $4)
            and ($5 or not archived)
            and ($6::text is null or job.id::text like lower($6) || '%' or job.kind ilike '%' || $6 || '%'
                or (job.failed_items > 0 and exists (
                    select from jobs.ended_item item
                    where item.job_id = job.id and item.state = 'failed' and item.error ilike '%' || $6 || '%')))
        """;

    // Running first, then by turn. $7 to $9 are the last row of the page before.
    public const string ListUnfinished = "select " + JobRow.Columns + """
        , job.turn_at
        from jobs.job job
        where team_id = $1 and finished_at is null
        """ + Wanted + """

            and ($9::uuid is null or (state <> 'running', turn_at, id) > ($7::boolean, $8::timestamptz, $9::uuid))
        order by state <> 'running', turn_at, id
        limit $10
        """;

    public const string ListFinished = "select " + JobRow.Columns + """

        from jobs.job job
        where team_id = $1 and finished_at is not null
        """ + Wanted + """

            and ($8::uuid is null or (finished_at, id) < ($7::timestamptz, $8::uuid))
        order by finished_at desc, id desc
        limit $9
        """;

    public const string ListItems = "select " + ItemRow.Columns + """

        from jobs.any_item item
        where job_id = $1 and team_id = $2 and ($3::text is null or state = $3) and id > $4
        order by id
        limit $5
        """;

    public const string ListItemsByOffset = "select " + ItemRow.Columns + """

        from jobs.any_item item
        where job_id = $1 and team_id = $2 and ($3::text is null or state = $3)
        order by id
        limit $4 offset $5
        """;

    public const string CountItems = """
        select count(*)::int from jobs.any_item where job_id = $1 and team_id = $2 and ($3::text is null or state = $3)
        """;

    public const string FindItem = "select " + ItemRow.Columns + " from jobs.any_item item where team_id = $1 and id = $2";

    public const string CountGroups = """
        select job_id,
            count(*) filter (where succeeded = items)::int,
            count(*) filter (where failed > 0)::int
        from (
            select job_id, count(*) as items,
                count(*) filter (where state = 'succeeded') as succeeded,
                count(*) filter (where state = 'failed') as failed
            from jobs.any_item
            where team_id = $1 and job_id = any($2) and group_no is not null
            group by job_id, group_no
        ) as item_group
        group by job_id
        """;

    public const string JobsAhead = """
        select count(*)::int
        from jobs.job job
        join jobs.job other on other.queue = job.queue and other.id <> job.id
        where job.team_id = $1 and job.id = $2 and job.state = 'pending'
            and other.open
            and (other.state = 'running' or (other.state = 'pending' and (other.turn_at, other.id) < (job.turn_at, job.id)))
        """;

    public const string Outcome = """
        select
            (select result::text from jobs.ended_item where job_id = $1 and state = 'succeeded' order by id desc limit 1),
            (select error from jobs.ended_item where job_id = $1 and state = 'failed' order by id limit 1)
        """;

    // Claims hold the queue while they give items out, and so does a cancellation: otherwise each could hold what the other needs.
    public const string HoldQueueOfJob = """
        select queue.name
        from jobs.queue queue
        where name = (select queue from jobs.job where team_id = $1 and id = $2)
        for no key update
        """;

    public const string CancelWaitingItems = """
        with ended as (
            delete from jobs.item
            where job_id = $1 and state in ('pending', 'ready', 'paused')
            returning *
        )
        """ + ItemRow.KeepCancelled;
}
