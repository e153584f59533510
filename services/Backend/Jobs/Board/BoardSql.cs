namespace Suite.Jobs;

/// <summary>What people who look after the queues ask.</summary>
internal static class BoardSql
{
    // The one that is under way comes last and has no outcome yet.
    public const string Attempts = """
        select id, number, worker, outcome, error, started_at, finished_at
        from (
            select id, number, worker, outcome, error, started_at, finished_at
            from jobs.attempt_history
            where item_id = $1
            union all
            select fence, attempts, worker, null, null, leased_at, null
            from jobs.item
            where id = $1 and state = 'leased'
            order by id desc
            limit 200
        ) latest
        order by id
        """;

    // $4 and $5 are the last row of the page before; $3 is a pattern's inside.
    public const string DeadLetters = "select " + ItemRow.EndedViewColumns + """
        , item.queue, item.kind
        from jobs.ended_item item
        join jobs.job job on job.id = item.job_id
        where item.team_id = $1 and item.state = 'failed' and not job.archived
            and ($2::text is null or item.queue = $2)
            and ($3::text is null or item.error ilike '%' || $3 || '%' or item.kind ilike '%' || $3 || '%'
                or item.step ilike '%' || $3 || '%' or item.job_id::text like lower($3) || '%')
            and ($5::bigint is null or (item.finished_at, item.id) < ($4::timestamptz, $5::bigint))
        order by item.finished_at desc, item.id desc
        limit $6
        """;
}
