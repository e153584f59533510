namespace Suite.Jobs;

/// <summary>Queues as people see and change them.</summary>
internal static class QueueSql
{
    // $2: one queue; null is all that the team sees. Counted from the jobs' own counters: a queue of a million items costs no more than
    // one of ten. Only of jobs whose items wait for each other is it not known how many are ready.
    public const string List = """
        select queue.id, queue.name, coalesce(queue.title, queue.name), queue.team_id is null, queue.mode, queue.state, queue.policy,
            queue.max_running_items, queue.max_running_jobs, queue.max_items_per_job, queue.lean, queue.description,
            queue.settings::text,
            coalesce(sum(work.waiting), 0)::int,
            coalesce(sum(work.ready), 0)::int,
            coalesce(sum(work.running), 0)::int,
            count(work.job_id)::int,
            min(work.created_at) filter (where work.ready > 0),
            queue.created_at, queue.updated_at
        from jobs.queue queue
        left join (
            select id as job_id, queue, created_at, waiting, running,
                case
                    when not open then 0
                    when not chained then waiting
                    else (select count(*) from jobs.item where item.job_id = job.id and item.state = 'ready')
                end as ready
            from (
                select job.*, coalesce(leased.items, 0) as running,
                    total_items - succeeded_items - failed_items - cancelled_items - coalesce(leased.items, 0) as waiting
                from jobs.job job
                left join (select job_id, count(*) as items from jobs.leased_item where team_id = $1 group by job_id) leased
                    on leased.job_id = job.id
                where job.team_id = $1 and job.finished_at is null
            ) job
        ) work on work.queue = queue.name
        where (queue.team_id is null or queue.team_id = $1) and queue.deleted_at is null and ($2::uuid is null or queue.id = $2)
        group by queue.name
        order by queue.team_id is not null, coalesce(queue.title, queue.name), queue.name
        """;

    public const string IsSharedTitle = """
        select exists (select from jobs.queue where team_id is null and $1 in (name, title) and ($2::uuid is null or id <> $2))
        """;

    public const string CountOfTeam = "select count(*)::int from jobs.queue where team_id = $1 and deleted_at is null";

    // Nothing comes back when the team has a queue of this title, or by a rare chance anybody has one of this name.
    public const string Create = """
        insert into jobs.queue
            (team_id, name, title, mode, policy, max_running_items, max_running_jobs, max_items_per_job, max_attempts, description,
             settings, lean)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce($11::jsonb, '{}'), $12)
        on conflict do nothing
        returning id
        """;

    public const string HasTitle = """
        select exists (
            select from jobs.queue where team_id = $1 and title = $2 and deleted_at is null and ($3::uuid is null or id <> $3))
        """;

    // Enqueuing holds the queue as well, but not against claims: so a job is either seen by this change or sees it.
    public const string Hold = """
        select name, team_id is null, policy
        from jobs.queue
        where (team_id is null or team_id = $1) and id = $2 and deleted_at is null
        for update
        """;

    // $11 is the limit that is none: a queue without limits is claimed from in a quicker way.
    public const string Update = """
        update jobs.queue
        set title = coalesce($2, title), mode = coalesce($3, mode), state = coalesce($4, state), policy = coalesce($5, policy),
            max_running_items = coalesce($6, max_running_items),
            max_running_jobs = nullif(coalesce($7, max_running_jobs), $11),
            max_items_per_job = nullif(coalesce($8, max_items_per_job), $11),
            description = coalesce($9, description), settings = coalesce($10, settings), updated_at = clock_timestamp()
        where id = $1
        """;

    public const string HasUnfinishedJobs = "select exists (select from jobs.job where queue = $1 and finished_at is null)";

    public const string Delete = "update jobs.queue set deleted_at = clock_timestamp() where id = $1";

    // Locks in the order that all who hold several jobs keep: those that wait for no other first, then by id.
    public const string HoldUnfinishedJobs = """
        select id
        from jobs.job
        where queue = $1 and finished_at is null
        order by waiting_for > 0, id
        for no key update
        """;

    public const string RecomputeTurns = """
        update jobs.job
        set turn_at = waits_from + case when queue.policy = 'priority' then priority * interval '1 minute' else interval '0' end
        from jobs.queue
        where job.queue = $1 and job.finished_at is null and queue.name = job.queue
        returning job.id
        """;

    public const string ReleaseJobs = """
        update jobs.job job
        set released = true
        where queue = $1 and not released and finished_at is null
        returning
        """ + " " + JobRow.Columns;

    public const string CountJobs = """
        select job.state, job.archived, count(*)::int,
            avg(100.0 * (succeeded_items + failed_items + cancelled_items) / total_items)::float8,
            avg(started_at - job.created_at), avg(finished_at - started_at)
        from jobs.job job
        join jobs.queue queue on queue.name = job.queue
        where job.team_id = $1 and ($2::uuid is null or queue.id = $2) and ($3::text is null or job.kind = $3)
        group by job.state, job.archived
        order by job.state, job.archived
        """;

    public const string Minutes = """
        select minute, succeeded, failed, cancelled, wait_ms_total, run_ms_total, wait_histogram, run_histogram
        from jobs.queue_minute
        where team_id = $1 and queue = $2 and minute > date_trunc('minute', clock_timestamp()) - $3::interval
        order by minute
        """;
}
