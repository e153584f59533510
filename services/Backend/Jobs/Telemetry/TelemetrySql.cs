namespace Suite.Jobs;

/// <summary>What metrics ask the database.</summary>
internal static class TelemetrySql
{
    // From the jobs' own counters: a queue of a million items costs no more than one of ten. What counts against a limit of none
    // waits for no turn: somebody holds it back. A deleted queue has nothing left, and would take a tag from one that has.
    public const string Depths = """
        with shut as materialized (
            select coalesce(array_agg(key), '{}') as keys
            from jobs.usage_limit
            where 0 in (max_running, per_minute, tokens_per_minute)
        )
        select queue.name,
            coalesce(sum(job.rest) filter (where job.open), 0)::bigint,
            coalesce(sum(job.rest) filter (where not job.open), 0)::bigint,
            coalesce(sum(job.running), 0)::bigint,
            coalesce(clock_timestamp() - min(job.created_at) filter (where job.open and job.rest > 0), interval '0')
        from jobs.queue queue
        left join (
            select job.queue, job.open and not job.usage_keys && (select keys from shut) as open, job.created_at, coalesce(leased.items, 0) as running,
                job.total_items - job.succeeded_items - job.failed_items - job.cancelled_items - coalesce(leased.items, 0) as rest
            from jobs.job job
            left join (select job_id, count(*) as items from jobs.leased_item group by job_id) leased
                on leased.job_id = job.id
            where job.finished_at is null
        ) job on job.queue = queue.name
        where queue.deleted_at is null
        group by queue.name
        """;
}
