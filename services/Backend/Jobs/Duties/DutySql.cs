namespace Suite.Jobs;

/// <summary>What the one leader does in the background.</summary>
internal static class DutySql
{
    public const string TryLead = "select pg_try_advisory_lock($1)";

    public const string StillThere = "select 1";

    // Whoever holds a job just now changes it, perhaps its time too: it is looked at again next time.
    public const string OpenScheduled = """
        update jobs.job job
        set run_after = null
        where id in (
            select id from jobs.job
            where run_after <= clock_timestamp() and finished_at is null
            order by run_after
            limit 100
            for no key update skip locked)
        returning
        """ + " " + JobRow.Columns;

    public const string Archive = """
        update jobs.job job
        set archived = true, archived_at = clock_timestamp()
        where id in (
            select id from jobs.job
            where finished_at < clock_timestamp() - $1::interval and not archived and not kept
            order by finished_at
            limit 500
            for no key update skip locked)
        returning
        """ + " " + JobRow.Columns;

    // One at a time: whoever comes second goes on where the first one got to.
    public const string HoldEstimates = "select 1 from jobs.estimate_progress for update";

    // Moves on to what had ended by now. Rows of transactions that are still under way are left for the next time: so a row is
    // counted once, however long its transaction took to commit.
    public const string AdvanceEstimates = """
        update jobs.estimate_progress
        set counted_xid = upto_xid, upto_xid = pg_snapshot_xmin(pg_current_snapshot()),
            not_before = case when pg_snapshot_xmin(pg_current_snapshot()) >= next_xid then looked_at else not_before end,
            search_from = not_before,
            next_xid = pg_snapshot_xmax(pg_current_snapshot()), looked_at = statement_timestamp()
        returning search_from, counted_xid::text::bigint, upto_xid::text::bigint
        """;

    // $1 to $3 are what advancing returned; as arguments, for with a join the planner would think of millions. A row's own
    // transaction number says whether it was counted; it has 32 bits, so the distance is taken modulo 2^32. What waited behind
    // another item says nothing about the queue's wait. Every new item moves a mean by a fiftieth of its distance; the first ones
    // are averaged.
    public const string CountEnded = """
        with newly as materialized (
            select item.queue, item.team_id, item.kind, item.step, item.state, date_trunc('minute', item.finished_at) as minute,
                case when item.after_ordinal is null and item.started_at is not null
                    then greatest(0, 1000 * date_part('epoch', item.started_at - greatest(item.created_at, job.waits_from))) end
                    as wait_ms,
                case when item.fence is not null
                    then 1000 * date_part('epoch', item.finished_at - item.leased_at) end as run_ms
            from jobs.ended_item item
            join jobs.job job on job.id = item.job_id
            where item.finished_at >= $1
                and mod(item.xmin::text::bigint - mod($2::bigint, 4294967296) + 4294967296, 4294967296) < $3::bigint - $2::bigint
        ), minutes as (
            insert into jobs.queue_minute as kept
                (queue, team_id, minute, succeeded, failed, cancelled, wait_ms_total, run_ms_total, wait_histogram, run_histogram)
            select queue, team_id, minute,
                count(*) filter (where state = 'succeeded'), count(*) filter (where state = 'failed'),
                count(*) filter (where state = 'cancelled'),
                coalesce(sum(wait_ms), 0), coalesce(sum(run_ms), 0),
                jobs.histogram(array_agg(wait_ms) filter (where wait_ms is not null)),
                jobs.histogram(array_agg(run_ms) filter (where run_ms is not null))
            from newly
            group by queue, team_id, minute
            on conflict (queue, team_id, minute) do update set
                succeeded = kept.succeeded + excluded.succeeded, failed = kept.failed + excluded.failed,
                cancelled = kept.cancelled + excluded.cancelled,
                wait_ms_total = kept.wait_ms_total + excluded.wait_ms_total,
                run_ms_total = kept.run_ms_total + excluded.run_ms_total,
                wait_histogram = jobs.add_histograms(kept.wait_histogram, excluded.wait_histogram),
                run_histogram = jobs.add_histograms(kept.run_histogram, excluded.run_histogram)
        )
        insert into jobs.step_duration as known (queue, kind, step, mean_ms, samples)
        select queue, kind, step, avg(run_ms), count(*)
        from newly
        where state = 'succeeded' and run_ms is not null
        group by queue, kind, step
        on conflict (queue, kind, step) do update set
            mean_ms = known.mean_ms + (excluded.mean_ms - known.mean_ms) * greatest(
                1 - power(0.98::float8, least(excluded.samples, 1000)),
                excluded.samples::float8 / (known.samples + excluded.samples)),
            samples = known.samples + excluded.samples,
            updated_at = clock_timestamp()
        """;

    public const string TrimUsage = """
        delete from jobs.usage where ctid in (
            select ctid from jobs.usage where second < clock_timestamp() - interval '10 minutes' limit 5000)
        """;

    public const string TrimMinutes = """
        delete from jobs.queue_minute where ctid in (
            select ctid from jobs.queue_minute where minute < clock_timestamp() - interval '7 days' limit 5000)
        """;

    // The items first, so that no statement is long; a job goes when it has none left.
    public const string DropArchivedItems = """
        with dropped as (
            delete from jobs.ended_item where id in (
                select item.id
                from jobs.job job
                join jobs.ended_item item on item.job_id = job.id
                where job.archived_at < clock_timestamp() - $1::interval
                limit 2000)
            returning id
        ), attempts as (
            delete from jobs.attempt using dropped where attempt.item_id = dropped.id
        )
        select count(*)::int from dropped
        """;

    public const string DropArchivedJobs = """
        delete from jobs.job where id in (
            select job.id
            from jobs.job job
            where job.archived_at < clock_timestamp() - $1::interval
                and not exists (select from jobs.ended_item item where item.job_id = job.id)
            limit 500
            for update skip locked)
        """;
}
