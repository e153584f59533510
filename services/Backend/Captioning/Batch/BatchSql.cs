namespace Suite.Captioning;

/// <summary>What is asked of the job engine's report views.</summary>
internal static class BatchSql
{
    public const string Now = "select clock_timestamp()";

    // $3: the states that a batch may be in, $4: archived ones too.
    private const string Listed = """
        from jobs.job_report
        where team_id = $1 and kind = $2 and state = any($3) and (not archived or $4)
        """;

    public const string List = $"""
        select job_id
        {Listed}
        order by priority, created_at, job_id
        limit $5 offset $6
        """;

    public const string CountListed = $"""
        select count(*)::int
        {Listed}
        """;

    public const string Known = """
        select job_id from jobs.job_report where team_id = $1 and kind = $2 and job_id = any($3)
        """;

    public const string About = """
        select item_id, input ->> 'image', input ->> 'perspective', finished_at
        from jobs.item_report
        where team_id = $1 and item_id = any($2)
        """;

    // Archived jobs are counted as such and nowhere else, but for the history.
    public const string Count = """
        select
            count(*) filter (where state in ('pending', 'paused') and not archived)::int,
            count(*) filter (where state = 'running' and not archived)::int,
            count(*) filter (where state in ('succeeded', 'partial') and not archived)::int,
            count(*) filter (where state = 'failed' and not archived)::int,
            count(*) filter (where state = 'cancelled' and not archived)::int,
            count(*) filter (where archived)::int,
            coalesce(avg(extract(epoch from started_at - created_at)), 0)::double precision,
            coalesce(avg(extract(epoch from finished_at - started_at)), 0)::double precision,
            count(*) filter (where created_at > now() - interval '1 day')::int,
            count(*) filter (where created_at > now() - interval '7 days')::int,
            count(*) filter (where created_at > now() - interval '30 days')::int
        from jobs.job_report
        where team_id = $1 and kind = $2
        """;

    // Through the jobs, whose items are found by an index.
    public const string Usage = """
        select item.input ->> 'perspective', count(*)::int,
            coalesce(avg(extract(epoch from item.finished_at - item.started_at) * 1000), 0)::double precision
        from jobs.job_report job
        join jobs.item_report item on item.job_id = job.job_id
        where job.team_id = $1 and job.kind = $2 and item.state = 'succeeded'
        group by 1
        order by 2 desc, 1
        """;
}
