namespace Suite.Charts.Queues;

/// <summary>What is asked of the job engine's report views.</summary>
internal static class ChartQueueSql
{
    public const string Now = "select clock_timestamp()";

    // $3: one queue; null is every one, those that were deleted too. Only of what runs its item is looked up.
    public const string CountJobs = """
        select job.state, job.released, count(*)::int,
            sum(case job.state
                when 'succeeded' then 100
                when 'running' then coalesce((select max(item.progress) from jobs.item_report item where item.job_id = job.job_id), 0)
                else 0 end)::double precision,
            count(job.finished_at - job.started_at)::int,
            coalesce(sum(extract(epoch from job.finished_at - job.started_at)), 0)::double precision
        from jobs.job_report job
        where job.team_id = $1 and job.kind = $2 and ($3::text is null or job.queue = $3)
        group by job.state, job.released
        """;
}
