namespace Suite.Jobs;

/// <summary>What stands between a job and its running. $1 is the team, $2 the job.</summary>
internal static class ExplainSql
{
    public const string Standing = """
        select queue.name, coalesce(queue.title, queue.name), queue.state, queue.max_running_items, queue.max_running_jobs,
            queue.max_items_per_job,
            own.ready, own.backing_off, own.leased, own.next_retry_at,
            (select count(*) from jobs.leased_item item where item.queue = job.queue)::int,
            (select count(*) from jobs.job other where other.queue = job.queue and other.state = 'running')::int,
            (select count(*) from jobs.worker where team_id is null and last_seen > clock_timestamp() - interval '1 minute')::int
        from jobs.job job
        join jobs.queue queue on queue.name = job.queue
        cross join lateral (
            select count(*) filter (where item.state = 'ready' and item.run_at is null)::int as ready,
                count(*) filter (where item.run_at is not null)::int as backing_off,
                count(*) filter (where item.state = 'leased')::int as leased,
                min(item.run_at) as next_retry_at
            from jobs.item
            where item.job_id = job.id
        ) own
        where job.team_id = $1 and job.id = $2
        """;

    public const string WaitsFor = """
        select dependency.depends_on, awaited.state
        from jobs.dependency
        join jobs.job job on job.id = dependency.job_id
        join jobs.job awaited on awaited.id = dependency.depends_on
        where job.team_id = $1 and job.id = $2 and not dependency.met
        order by dependency.depends_on
        limit 20
        """;

    // Who uses up the queue's room: the team's other jobs by id, those of other teams only as a number.
    public const string Running = """
        select own_job, count(*)::int
        from (
            select case when item.team_id = $1 then item.job_id end as own_job
            from jobs.leased_item item
            where item.queue = $3 and item.job_id <> $2
        ) running
        group by own_job
        order by own_job is not null, count(*) desc, own_job
        limit $4
        """;

    // What is still to do, by how long such work took so far: the job's own items by their steps, and before them the jobs that have an
    // earlier turn, with what runs of later ones, by the mean of an item of their kind. Of those only counters are read: there may be a
    // million items.
    public const string Remaining = """
        with asked as (
            select id, queue, turn_at from jobs.job where team_id = $1 and id = $2
        ), learnt as (
            select kind, step, mean_ms, samples from jobs.step_duration where queue = (select queue from asked)
        ), own as (
            select item.kind, item.step, count(*) as items
            from asked
            join jobs.item item on item.job_id = asked.id
            group by item.kind, item.step
        ), before as (
            select job.kind, job.total_items - job.succeeded_items - job.failed_items - job.cancelled_items as items
            from asked
            join jobs.job job on job.queue = asked.queue and job.state in ('pending', 'running') and job.open
                and (job.turn_at, job.id) < (asked.turn_at, asked.id)
            union all
            select item.kind, 1
            from asked
            join jobs.leased_item item on item.queue = asked.queue
            join jobs.job job on job.id = item.job_id and (job.turn_at, job.id) > (asked.turn_at, asked.id)
        )
        select own_work.ms, before_work.ms, own_work.known, before_work.known
        from (
            select coalesce(sum(items * mean_ms), 0)::float8 as ms, coalesce(bool_and(mean_ms is not null), true) as known
            from own
            left join learnt using (kind, step)
        ) own_work
        cross join (
            select coalesce(sum(items * mean_ms), 0)::float8 as ms, coalesce(bool_and(mean_ms is not null), true) as known
            from before
            left join (select kind, sum(mean_ms * samples) / sum(samples) as mean_ms from learnt group by kind) of_kind using (kind)
        ) before_work
        """;
}
