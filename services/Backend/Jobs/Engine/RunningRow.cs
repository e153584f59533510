using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Reads an item that somebody holds, as every statement returns it.</summary>
internal static class RunningRow
{
    public const string Columns = """
        item.team_id, item.job_id, item.id, item.kind, item.step, item.asset_id, item.fence, item.attempts, item.max_attempts,
        item.input::text, job.config::text, job.created_by, job.chained, job.state = 'pending', item.lease_until,
        item.leased_at - item.created_at, job.total_items, job.trace_parent, item.queue, item.progress, item.turn_at,
        job.usage_keys
        """;

    // The end of every claim: leases what `next` chose. A claimed item's fence is the id of its new attempt.
    public const string LeaseNext = """

        , claimed as (
            update jobs.item item
            set state = 'leased', attempts = attempts + 1, fence = nextval('jobs.attempt_id'), worker = $5, progress = 0,
                leased_at = clock_timestamp(), lease_until = clock_timestamp() + $6,
                started_at = coalesce(started_at, clock_timestamp()), error = null
            where item.id = any(array(select id from next))
            returning item.*
        )
        select
        """ + " " + Columns + """

        from claimed item
        join jobs.job job on job.id = item.job_id and job.id = any(array(select job_id from claimed))
        order by item.turn_at, item.id
        """;

    public static RunningItem Item(NpgsqlDataReader row)
    {
        var item = new RunningItem
        {
            TeamId = row.GetGuid(0),
            JobId = row.GetGuid(1),
            ItemId = row.GetInt64(2),
            Kind = row.GetString(3),
            Step = row.GetString(4),
            AssetId = row.IdOrNull(5),
            AttemptId = row.GetInt64(6),
            Attempt = row.GetInt32(7),
            MaxAttempts = row.GetInt32(8),
            Input = row.JsonOrNull(9),
            JobConfig = row.JsonOrNull(10),
            CreatedBy = row.IdOrNull(11),
            Chained = row.GetBoolean(12),
            StartsJob = row.GetBoolean(13),
            LeaseUntil = row.Time(14),
            Waited = row.GetFieldValue<TimeSpan>(15),
            JobItems = row.GetInt32(16),
            TraceParent = row.TextOrNull(17),
            Queue = row.GetString(18),
            WrittenProgress = row.GetInt32(19),
            Place = new Place(row.Time(20), row.GetInt64(2)),
            UsageKeys = row.GetFieldValue<string[]>(21),
        };
        item.ReportProgress(item.WrittenProgress);
        return item;
    }
}
