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

    // What is still to do, by how long such work took so far: of this job, and of what goes before it in its queue.
    public const string Remaining = """
        select
            coalesce(sum(work.items * duration.mean_ms) filter (where work.own), 0)::float8,
            coalesce(sum(work.items * duration.mean_ms) filter (where not work.own), 0)::float8,
            coalesce(bool_and(duration.mean_ms is not null) filter (where work.own), true),
            coalesce(bool_and(duration.mean_ms is not null) filter (where not work.own), true)
        from (
            select item.queue, item.kind, item.step, item.job_id = job.id as own, count(*) as items
            from jobs.job job
            join jobs.item item on item.queue = job.queue
            where job.team_id = $1 and job.id = $2
                and (item.job_id = job.id
                    or item.state = 'leased' or (item.state = 'ready' and (item.turn_at, item.job_id) < (job.turn_at, job.id)))
            group by item.queue, item.kind, item.step, item.job_id = job.id
        ) work
        left join jobs.step_duration duration using (queue, kind, step)
        """;
}
