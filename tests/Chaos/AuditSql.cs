namespace Suite.Tests.Chaos;

/// <summary>What must not be found when everything has ended; each counts offences.</summary>
internal static class AuditSql
{
    public static readonly (string Offence, string Sql)[] Offences =
    [
        ("items that have not ended", "select count(*) from jobs.item"),
        ("jobs that have not ended", "select count(*) from jobs.job where finished_at is null"),
        ("jobs whose counters are not their items'", """
            select count(*)
            from jobs.job
            left join (
                select job_id, count(*) as all_items,
                    count(*) filter (where state = 'succeeded') as succeeded,
                    count(*) filter (where state = 'failed') as failed,
                    count(*) filter (where state = 'cancelled') as cancelled
                from jobs.ended_item
                group by job_id
            ) ended on ended.job_id = job.id
            where (total_items, succeeded_items, failed_items, cancelled_items)
                is distinct from (all_items, succeeded, failed, cancelled)
            """),
        ("jobs in another state than their items give", """
            select count(*)
            from jobs.job
            where state <> 'cancelled' and state <> case
                when succeeded_items = total_items then 'succeeded' when succeeded_items = 0 then 'failed' else 'partial' end
            """),
        ("outputs that are there more than once", "select count(*) - count(distinct item_id) from output"),
        ("succeeded items without their output", """
            select count(*)
            from jobs.ended_item item
            where state = 'succeeded' and step <> 'idle' and not exists (select from output where item_id = item.id)
            """),
        ("outputs of items that did not succeed", """
            select count(*)
            from output
            where not exists (select from jobs.ended_item item where item.id = item_id and state = 'succeeded')
            """),
        ("outputs of another attempt than the accepted one", """
            select count(*) from output join jobs.ended_item item on item.id = item_id where item.fence <> attempt_id
            """),
        ("items that succeeded more than once, or did not and have", """
            select count(*)
            from jobs.ended_item item
            where (state = 'succeeded')::int <> (
                select count(*) from jobs.attempt_history where item_id = item.id and outcome = 'succeeded')
            """),
        // One more than the attempt before; the same if that was given back; 1 after a retry by hand.
        ("attempts that are not numbered in turn", """
            select count(*)
            from (
                select number, lag(number, 1, 0) over item + (lag(outcome, 1, '') over item <> 'released')::int as due
                from jobs.attempt_history
                window item as (partition by item_id order by id)
            ) attempt
            where number not in (due, 1)
            """),
        ("items whose last attempt is not the number of their attempts", """
            select count(*)
            from jobs.ended_item item
            where fence is not null and attempts <> (
                select number from jobs.attempt_history where item_id = item.id order by id desc limit 1)
            """),
        ("attempts at items that do not exist", """
            select count(*) from jobs.attempt where not exists (select from jobs.ended_item item where item.id = item_id)
            """),
        ("events that were not published", "select count(*) from platform.outbox"),
        ("live messages that are missing", "select coalesce(max(seq) - count(*), 0) from platform.live_message"),
    ];
}
