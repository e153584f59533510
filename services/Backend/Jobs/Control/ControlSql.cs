namespace Suite.Jobs;

/// <summary>What people do to jobs that exist. Every statement that changes a job runs after <see cref="HoldJob"/>.</summary>
internal static class ControlSql
{
    public const string HoldJob = "select " + JobRow.Columns + """

        from jobs.job job
        where team_id = $1 and id = $2
        for no key update
        """;

    public const string MarkCancelled = "update jobs.job set state = 'cancelled' where id = $1";

    public const string Pause = "update jobs.job job set state = 'paused' where id = $1 returning " + JobRow.Columns;

    // What runs goes on running; a job of which nothing does waits for its turn again, so that its queue's limit holds.
    public const string Resume = """
        update jobs.job job
        set state = case when exists (
                select from jobs.leased_item item where item.queue = job.queue and item.job_id = $1) then 'running' else 'pending' end
        where id = $1
        returning
        """ + " " + JobRow.Columns;

    public const string Release = "update jobs.job job set released = true where id = $1 returning " + JobRow.Columns;

    public const string SetPriority = """
        update jobs.job job
        set priority = $2::int, turn_at = case queue.policy when 'priority' then waits_from + $2::int * interval '1 minute' else turn_at end
        from jobs.queue
        where job.id = $1 and queue.name = job.queue
        returning
        """ + " " + JobRow.Columns;

    // Restoring says that a person wants to see it, so its age archives it no more.
    public const string Archive = """
        update jobs.job job
        set archived = true, archived_at = clock_timestamp(), kept = false
        where id = $1 and not archived
        returning
        """ + " " + JobRow.Columns;

    public const string Restore = """
        update jobs.job job
        set archived = false, archived_at = null, kept = true
        where id = $1 and archived
        returning
        """ + " " + JobRow.Columns;

    // What waits follows its job: ready while the job is open, unless it is behind an item that is still among them.
    public const string FollowState = """
        update jobs.item item
        set state = due.state
        from (
            select waiting.id,
                case
                    when job.state = 'paused' then 'paused'
                    when job.open and not exists (
                        select from jobs.item before
                        where before.job_id = waiting.job_id and before.ordinal = waiting.after_ordinal)
                        then 'ready'
                    else 'pending' end as state
            from jobs.item waiting
            join jobs.job job on job.id = waiting.job_id
            where waiting.job_id = any($1) and waiting.state in ('pending', 'ready', 'paused')
        ) due
        where item.id = due.id and item.state <> due.state and item.state in ('pending', 'ready', 'paused')
        returning
        """ + " " + ItemRow.ChangeColumns;

    // Workers look from the earliest turn on that they were told of.
    public const string FollowTurn = """
        with moved as (
            update jobs.item item
            set turn_at = job.turn_at
            from jobs.job job
            where item.job_id = any($1) and item.state in ('pending', 'ready', 'paused') and job.id = item.job_id
                and item.turn_at <> job.turn_at
            returning item.queue, item.turn_at, item.state
        )
        select pg_notify('jobs_ready',
        """ + ReadyNotice.Sql + """
        )
        from (select queue, min(turn_at) as turn_at from moved where state = 'ready' group by queue) ready
        """;

    public const string HoldQueuesOfJobs = """
        select name
        from jobs.queue
        where name in (select queue from jobs.job where team_id = $1 and id = any($2))
        order by name
        for no key update
        """;

    // Locks in the order that all who hold several jobs keep: those that wait for no other first, then by id.
    public const string HoldJobs = """
        select id, queue, turn_at
        from jobs.job
        where team_id = $1 and id = any($2) and finished_at is null and state <> 'cancelled'
        order by waiting_for > 0, id
        for no key update
        """;

    public const string PutInOrder = """
        update jobs.job job
        set priority = place.priority, turn_at = place.turn_at
        from unnest($1::uuid[], $2::int[], $3::timestamptz[]) as place (id, priority, turn_at)
        where job.id = place.id
        returning
        """ + " " + JobRow.Columns;

    // Failed items ($2: which, null is all) and what was cancelled behind them. Their last attempt goes where earlier ones are.
    public const string BringBack = """
        with recursive chosen as (
            select id, ordinal
            from jobs.ended_item
            where job_id = $1 and state = 'failed' and ($2::bigint[] is null or id = any($2))
                and exists (select from jobs.queue queue where queue.name = ended_item.queue and queue.deleted_at is null)
            union
            select behind.id, behind.ordinal
            from jobs.ended_item behind
            join chosen on behind.after_ordinal = chosen.ordinal
            where behind.job_id = $1 and behind.state = 'cancelled'
        ), back as (
            delete from jobs.ended_item ended using chosen where ended.id = chosen.id returning ended.*
        ), last_attempt as (
            insert into jobs.attempt (id, item_id, number, worker, outcome, error, started_at, finished_at)
            select fence, id, attempts, worker, outcome, error, leased_at, finished_at
            from back
            where fence is not null
        ), item as (
            insert into jobs.item
                (id, job_id, team_id, queue, kind, step, ordinal, after_ordinal, group_no, asset_id, state, turn_at, attempts,
                 max_attempts, input, created_at, started_at)
            overriding system value
            select back.id, back.job_id, back.team_id, back.queue, back.kind, back.step, back.ordinal, back.after_ordinal,
                back.group_no, back.asset_id, 'pending', job.turn_at, 0, back.max_attempts, back.input, back.created_at,
                back.started_at
            from back
            join jobs.job on job.id = back.job_id
            returning *
        )
        select
        """ + " " + ItemRow.ChangeColumns + """
        , back.state = 'failed'
        from item
        join back on back.id = item.id
        order by item.id
        """;

    // One that had ended waits for its turn again.
    public const string Reopen = """
        update jobs.job job
        set state = case when finished_at is null then state else 'pending' end,
            failed_items = failed_items - $2, cancelled_items = cancelled_items - $3,
            started_at = case when finished_at is null then started_at end, finished_at = null, archived = false, archived_at = null
        where id = $1
        returning
        """ + " " + JobRow.Columns;

    public const string JobOfItem = "select job_id from jobs.any_item where team_id = $1 and id = $2";

    // As if a worker had taken the item and ended it at once. Nothing comes back when another holds it, or it has ended.
    public const string EndByHand = """
        with ended as (
            delete from jobs.item where id = $1 and state in ('pending', 'ready', 'paused') returning *
        ), begun as (
            update jobs.job set started_at = coalesce(job.started_at, clock_timestamp())
            from ended
            where job.id = ended.job_id
        )
        insert into jobs.ended_item as item (
        """ + ItemRow.EndedColumns + """
        )
        select id, nextval('jobs.attempt_id'), clock_timestamp(), created_at, coalesce(started_at, clock_timestamp()),
            clock_timestamp(), ordinal, after_ordinal, group_no, case when $2 = 'succeeded' then 100 else progress end, attempts + 1,
            max_attempts, job_id, team_id, asset_id, queue, kind, step, $2, $2, $3, $4, input, $5
        from ended
        returning
        """ + " " + ItemRow.ChangeColumns + ", item.ordinal";
}
