namespace Suite.Jobs;

/// <summary>
/// What the engine does with items that are held, and their ends; claims are in <see cref="ClaimSql"/>. Locks are taken in one order
/// everywhere, so that no two transactions wait for each other: the queue, then usage limits, then leased items, then the job, then
/// its waiting items.
/// </summary>
internal static class EngineSql
{
    // What does not come back was given to another worker, or rescued.
    public const string Beat = """
        update jobs.item item
        set lease_until = clock_timestamp() + $4, progress = greatest(item.progress, beat.progress)
        from unnest($1::bigint[], $2::bigint[], $3::int[]) as beat (id, fence, progress), jobs.job job
        where item.id = beat.id and item.fence = beat.fence and item.state = 'leased' and job.id = item.job_id
        returning item.fence, job.state = 'cancelled'
        """;

    public const string Changes = "select " + ItemRow.ChangeColumns + """

        from jobs.item item
        where id = any($1)
        order by id
        """;

    // Only the holder of the current fence gets the row, and holds it until its transaction ends. $3: only if the lease has run out.
    public const string HoldAttempt = """
        select id
        from jobs.item
        where id = $1 and fence = $2 and state = 'leased' and (not $3 or lease_until < clock_timestamp())
        for update
        """;

    public const string HoldJob = "select state from jobs.job where id = $1 for no key update";

    // The end of an item: it moves to the table of those that have ended, and its last attempt with it. $3 is its state, $4 the
    // attempt's outcome.
    public const string EndItem = """
        with ended as (
            delete from jobs.item
            where id = $1 and fence = $2 and state = 'leased'
            returning *
        )
        insert into jobs.ended_item as item (
        """ + ItemRow.EndedColumns + """
        )
        select id, fence, leased_at, created_at, started_at, clock_timestamp(), ordinal, after_ordinal, group_no,
            case when $3 = 'succeeded' then 100 else progress end, attempts, max_attempts, job_id, team_id, asset_id, queue, kind, step,
            $3, $4, worker, $5, input, $6
        from ended
        returning
        """ + " " + ItemRow.ChangeColumns + ", item.ordinal";

    // The end of many items that have nothing but an output ($3) to write, and of which none waits for another. What does not come
    // back had lost its lease. The jobs are held in the order of their ids, as by all who hold several.
    public const string EndItems = """
        with ended as (
            delete from jobs.item item
        """ + WhereHeld + """
            returning item.*
        ), kept as (
            insert into jobs.ended_item (
        """ + ItemRow.EndedColumns + """
        )
            select id, fence, leased_at, created_at, started_at, clock_timestamp(), ordinal, after_ordinal, group_no, 100, attempts,
                max_attempts, job_id, team_id, asset_id, queue, kind, step, 'succeeded', 'succeeded', worker, null, input, output::jsonb
            from ended join unnest($2::bigint[], $3::text[]) as success (fence, output) using (fence)
        )
        """ + CountEnded;

    // The same for lean queues: nothing is kept.
    public const string DropItems = """
        with ended as (
            delete from jobs.item item
        """ + WhereHeld + """
            returning item.job_id, item.fence
        )
        """ + CountEnded;

    public const string DropItem = """
        delete from jobs.item item
        where id = $1 and fence = $2 and state = 'leased'
        returning
        """ + " " + ItemRow.ChangeColumns + ", item.ordinal";

    // Written so that there is one way to do it, by the primary key: of joins the planner may take the wrong side first, for its
    // statistics are of a time when nothing was leased. A fence is given once, so it need not be compared by pairs.
    private const string WhereHeld = """
            where id = any($1::bigint[]) and lease_until is not null and (fence in (select unnest($2::bigint[]))) is true
        """;

    private const string CountEnded = """
        , counted as (
            select job_id, count(*)::int as items, array_agg(fence) as fences from ended group by job_id
        ), held as (
            select id from jobs.job where id = any(array(select job_id from counted)) order by id for no key update
        )
        update jobs.job job
        set succeeded_items = succeeded_items + counted.items,
            state = case
                when state = 'cancelled' or succeeded_items + failed_items + cancelled_items + counted.items < total_items then state
                when succeeded_items + counted.items = total_items then 'succeeded'
                when failed_items = 0 then 'cancelled'
                else 'partial' end,
            finished_at = case
                when succeeded_items + failed_items + cancelled_items + counted.items = total_items then clock_timestamp() end
        from counted
        where job.id = any(array(select id from held)) and counted.job_id = job.id
        returning
        """ + " " + JobRow.Columns + ", counted.fences";

    // Items that were claimed ahead and not begun. Only those whose lease still holds come back, each with its job.
    public const string HoldUnbegun = """
        select item.id, item.job_id
        from jobs.item item
        join unnest($1::bigint[], $2::bigint[]) as unbegun (id, fence) on item.id = unbegun.id and item.fence = unbegun.fence
        where item.state = 'leased'
        order by item.id
        for update of item
        """;

    public const string HoldJobs = """
        select id, state from jobs.job where id = any($1) order by id for no key update
        """;

    // As if they had not been claimed.
    public const string ReturnItems = """
        update jobs.item item
        set state = case when job.state = 'paused' then 'paused' else 'ready' end, attempts = attempts - 1, handful = null,
            worker = null, leased_at = null, lease_until = null,
            started_at = case when attempts > 1 then item.started_at end
        from jobs.job job
        where item.id = any($1) and job.id = item.job_id
        returning
        """ + " " + ItemRow.ChangeColumns;

    public const string CancelItems = """
        with ended as (
            delete from jobs.item where id = any($1) returning *
        )
        """ + ItemRow.KeepCancelled;

    // Tells who waits for work that these items ($1) are ready.
    public const string NotifyReady = """
        select pg_notify('jobs_ready',
        """ + ReadyNotice.Sql + """
        )
        from (select queue, min(turn_at) as turn_at from jobs.item where id = any($1) and state = 'ready' group by queue) ready
        """;

    // The end of an attempt after which the item goes back. One that was released (its host stopped) does not count, and may be
    // taken again at once. While its job is paused, the item is too.
    public const string GiveBackItem = """
        with ended as (
            insert into jobs.attempt (id, item_id, number, worker, outcome, error, started_at, finished_at)
            select fence, id, attempts, worker, $3, $4, leased_at, clock_timestamp()
            from jobs.item
            where id = $1 and fence = $2 and state = 'leased'
        )
        update jobs.item item
        set state = case when job.state = 'paused' then 'paused' else 'ready' end, error = $4, progress = 0,
            handful = null, worker = null, leased_at = null, lease_until = null,
            attempts = case when $3 = 'released' then attempts - 1 else attempts end,
            run_at = case when $3 <> 'released' then clock_timestamp() + $5 end
        from jobs.job job
        where item.id = $1 and item.fence = $2 and item.state = 'leased' and job.id = item.job_id
        returning
        """ + " " + ItemRow.ChangeColumns;

    // While the job is not open they go on waiting; they become ready when it opens.
    public const string ReadySuccessors = """
        update jobs.item item
        set state = 'ready'
        where job_id = $1 and state = 'pending' and after_ordinal = $2
            and (select open from jobs.job where id = $1)
        returning
        """ + " " + ItemRow.ChangeColumns;

    // The whole chain behind ordinal $3. Each names the one that was in its way, not just its neighbour.
    public const string CancelSuccessors = """
        with recursive behind as (
            select id, ordinal
            from jobs.item
            where job_id = $1 and after_ordinal = $3 and state in ('pending', 'paused')
            union
            select item.id, item.ordinal
            from jobs.item item
            join behind on item.after_ordinal = behind.ordinal
            where item.job_id = $1 and item.state in ('pending', 'paused')
        ), ended as (
            delete from jobs.item item using behind where item.id = behind.id returning item.*
        )
        """ + ItemRow.KeepCancelled;

    // The one place where counters and the state that follows from them change: $2 more succeeded, $3 failed, $4 cancelled.
    public const string CountItems = """
        update jobs.job job
        set succeeded_items = succeeded_items + $2,
            failed_items = failed_items + $3,
            cancelled_items = cancelled_items + $4,
            state = case
                when state = 'cancelled' then state
                when succeeded_items + failed_items + cancelled_items + $2 + $3 + $4 < total_items then state
                when succeeded_items + $2 = total_items then 'succeeded'
                when failed_items + $3 = 0 then 'cancelled'
                when succeeded_items + $2 = 0 then 'failed'
                else 'partial' end,
            finished_at = case
                when succeeded_items + failed_items + cancelled_items + $2 + $3 + $4 = total_items then clock_timestamp() end
        where id = $1
        returning
        """ + " " + JobRow.Columns;

    public const string Expired = """
        select item.fence, item.id, item.job_id, item.attempts, item.max_attempts, job.chained, item.worker,
            item.queue, item.kind, item.step, clock_timestamp() - item.leased_at
        from jobs.leased_item item
        join jobs.job job on job.id = item.job_id
        where item.lease_until < clock_timestamp()
        order by item.lease_until
        limit 100
        """;

    // Of processes that did not do so themselves: those older ($1) of which nothing is leased any more.
    public const string ForgetHandfuls = """
        delete from jobs.handful where id in (
            select id
            from jobs.handful handful
            where made_at < clock_timestamp() - $1::interval and not exists (
                select from jobs.item where item.id = any(handful.item_ids) and item.handful = handful.id offset 0)
            limit 1000
            for update skip locked)
        """;
}
