namespace Suite.Jobs;

/// <summary>Jobs that wait for jobs.</summary>
internal static class DependencySql
{
    // Held, so that none of them ends between being looked at and being waited for.
    public const string HoldAwaited = """
        select id, state, finished_at is not null
        from jobs.job
        where team_id = $1 and id = any($2)
        order by waiting_for > 0, id
        for no key update
        """;

    public const string MarkAwaited = "update jobs.job set awaited = true where id = any($1) and not awaited";

    public const string Add = """
        insert into jobs.dependency (job_id, depends_on, met)
        select $1, id, finished_at is not null
        from jobs.job
        where id = any($2)
        """;

    public const string HoldDependents = """
        select id
        from jobs.job
        where finished_at is null and id in (select job_id from jobs.dependency where depends_on = any($1) and not met)
        order by waiting_for > 0, id
        for no key update
        """;

    // A job that ended, was retried and ends again was met before.
    public const string Meet = """
        with met as (
            update jobs.dependency set met = true where depends_on = any($1) and not met returning job_id
        ), one_less as (
            select job_id, count(*)::int as jobs from met group by job_id
        )
        update jobs.job job
        set waiting_for = waiting_for - one_less.jobs
        from one_less
        where job.id = one_less.job_id and job.finished_at is null
        returning
        """ + " " + JobRow.Columns;

    // Each with the first of those jobs that it waited for.
    public const string Broken = """
        select distinct on (dependency.job_id) dependency.job_id, dependency.depends_on, awaited.state
        from jobs.dependency
        join jobs.job awaited on awaited.id = dependency.depends_on
        join jobs.job job on job.id = dependency.job_id
        where dependency.depends_on = any($1) and not dependency.met and job.finished_at is null and job.state <> 'cancelled'
        order by dependency.job_id, dependency.depends_on
        """;

    public const string DependsOn = """
        select depends_on
        from jobs.dependency
        join jobs.job job on job.id = dependency.job_id
        where job.team_id = $1 and job_id = $2
        order by depends_on
        """;

    public const string DependentsOf = """
        select job_id
        from jobs.dependency
        join jobs.job job on job.id = dependency.depends_on
        where job.team_id = $1 and depends_on = $2
        order by job_id
        """;

    public const string OneAtATime = "select pg_advisory_xact_lock(hashtextextended('jobs.dependency:' || $1::uuid, 0))";

    // Does one of $1 wait for $2, directly or over others?
    public const string WaitsForAny = """
        with recursive reached as (
            select id from unnest($1::uuid[]) as start (id)
            union
            select dependency.depends_on
            from reached
            join jobs.dependency on dependency.job_id = reached.id and not dependency.met
        )
        select exists (select from reached where id = $2)
        """;

    public const string Remove = "delete from jobs.dependency where job_id = $1";

    public const string SetWaitingFor = "update jobs.job job set waiting_for = $2 where id = $1 returning " + JobRow.Columns;
}
