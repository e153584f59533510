namespace Suite.Jobs;

/// <summary>What external workers need besides what the engine does for everybody.</summary>
internal static class ExternalSql
{
    // Where a team's items of some steps ($2) wait; $3: in this queue only.
    public const string QueuesWithWork = """
        select name
        from jobs.queue queue
        where state = 'active' and (team_id is null or team_id = $1) and ($3::text is null or name = $3)
            and exists (
                select from jobs.item item
                where item.queue = queue.name and item.in_line and item.state = 'ready'
                    and item.team_id = $1 and item.kind || '/' || item.step = any($2))
        """;

    public const string RememberAttempts = """
        insert into jobs.external_attempt (id, item_id, team_id)
        select id, item_id, $3 from unnest($1::bigint[], $2::bigint[]) as attempt (id, item_id)
        """;

    // An attempt lasts a day at the most, and nobody asks for it long after its end.
    public const string ForgetAttempts = "delete from jobs.external_attempt where leased_at < clock_timestamp() - interval '3 days'";

    public const string Held = "select " + RunningRows.ItemColumns + ", " + RunningRows.JobColumns + """
        , queue.lean, clock_timestamp() - item.leased_at
        from jobs.external_attempt attempt
        join jobs.item item on item.id = attempt.item_id and item.fence = attempt.id and item.state = 'leased'
        join jobs.job job on job.id = item.job_id
        join jobs.queue queue on queue.name = item.queue
        where attempt.team_id = $1 and attempt.id = any($2)
        """;

    // A row without an outcome: it ended, and nothing was kept.
    public const string Outcome = """
        select history.outcome
        from jobs.external_attempt attempt
        left join jobs.attempt_history history on history.item_id = attempt.item_id and history.id = attempt.id
        where attempt.team_id = $1 and attempt.id = $2
        """;

    public const string Seen = """
        insert into jobs.worker (team_id, name, steps)
        values ($1, $2, $3)
        on conflict (team_id, name) do update set steps = excluded.steps, last_seen = clock_timestamp()
        """;

    // By the attempts it holds: a heartbeat names nobody.
    public const string SeenWithAttempts = """
        update jobs.worker worker
        set last_seen = clock_timestamp()
        where team_id = $1 and name in (select item.worker from jobs.item item where item.id = any($2))
        """;

    public const string Gone = "delete from jobs.worker where team_id is not distinct from $1 and name = $2";

    public const string ForgetWorkers = "delete from jobs.worker where last_seen < clock_timestamp() - interval '1 day'";

    public const string StepsWithoutWorker = """
        select distinct item.kind || '/' || item.step as step
        from jobs.item item
        where item.team_id = $1 and item.job_id = $2 and item.state = 'ready' and not exists (
            select from jobs.worker worker
            where (worker.team_id is null or worker.team_id = $1) and worker.last_seen > clock_timestamp() - interval '1 minute'
                and item.kind || '/' || item.step = any(worker.steps))
        order by step
        limit 5
        """;

    // Ours run items of all teams; $2 and $3 are the last row of the page before.
    public const string ListWorkers = """
        select worker.name, worker.team_id is not null, worker.steps,
            (select count(*)::int from jobs.leased_item item where item.team_id = $1 and item.worker = worker.name),
            worker.first_seen, worker.last_seen
        from jobs.worker worker
        where (worker.team_id is null or worker.team_id = $1) and worker.last_seen > clock_timestamp() - interval '1 minute'
            and ($3::text is null or (worker.team_id is null, worker.name) > ($2::boolean, $3::text))
        order by worker.team_id is null, worker.name
        limit $4
        """;
}
