using System.Text.Json;
using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Reads the items that somebody holds, row after row as a statement returns them.</summary>
internal sealed class RunningRows
{
    public const string ItemColumns = """
        item.id, item.job_id, item.step, item.asset_id, item.fence, item.attempts, item.max_attempts, item.input::text,
        item.lease_until, item.leased_at - item.created_at, item.progress, item.turn_at
        """;

    /// <summary>Of its job, behind those of the item; all null in a row whose job is that of the row before.</summary>
    public const string JobColumns = """
        job.team_id, job.queue, job.kind, job.config::text, job.created_by, job.chained, job.total_items, job.trace_parent,
        job.usage_keys
        """;

    /// <summary>The end of every claim that counts: leases what <c>next</c> chose.</summary>
    public const string LeaseNext = """

        , gathered as (
            select null::bigint as id, null::boolean as lean
        )
        """ + Lease;

    /// <summary>The same without counting, as one handful.</summary>
    public const string LeaseNextTogether = """

        , gathered as materialized (
            select nextval('jobs.handful_id_seq') as id, lean from held where exists (select from next)
        )
        """ + Lease;

    // Items are leased at their place in the table, where they are locked. A claimed item's fence is the id of its new attempt. What
    // many items have in common is told once, with the first of them: of their job, and of the claim. The columns of the job are
    // looked up by its id whatever the statistics say: `offset 0` keeps the planner from joining.
    private const string Lease = """

        , moment as materialized (
            select clock_timestamp() as now
        ), claimed as (
            update jobs.item item
            set state = 'leased', attempts = attempts + 1, fence = nextval('jobs.attempt_id'), worker = $5, progress = 0,
                leased_at = (select now from moment), lease_until = (select now from moment) + $6,
                started_at = coalesce(started_at, (select now from moment)), error = null,
                handful = (select id from gathered)
            where item.ctid = any(array(select place from next))
            returning item.*
        )
        select
        """ + " " + ItemColumns + """
        , job.*, item.handful, (select lean from gathered)
        from (
            select *, row_number() over in_turn as number,
                case when lag(job_id) over in_turn is distinct from job_id then job_id end as next_job
            from claimed
            window in_turn as (order by turn_at, id)
        ) item
        left join lateral (
            select
        """ + " " + JobColumns + """

            from jobs.job job
            where job.id = item.next_job
            offset 0
        ) job on true
        order by item.number
        """;

    private const int Job = 12;
    private const int HandfulId = 21;

    private SharedByItems? _job;
    private Handful? _handful;

    /// <summary>A row of <see cref="ItemColumns"/> and <see cref="JobColumns"/>.</summary>
    public RunningItem Item(NpgsqlDataReader row)
    {
        if (_job is null || !row.IsDBNull(Job))
            _job = SharedByItems.Of(row);
        var item = new RunningItem
        {
            ItemId = row.GetInt64(0),
            JobId = row.GetGuid(1),
            Step = row.GetString(2),
            AssetId = row.IdOrNull(3),
            AttemptId = row.GetInt64(4),
            Attempt = row.GetInt32(5),
            MaxAttempts = row.GetInt32(6),
            Input = row.JsonOrNull(7),
            LeaseUntil = row.Time(8),
            Waited = row.GetFieldValue<TimeSpan>(9),
            WrittenProgress = row.GetInt32(10),
            Place = new Place(row.Time(11), row.GetInt64(0)),
            TeamId = _job.TeamId,
            Queue = _job.Queue,
            Kind = _job.Kind,
            JobConfig = _job.Config,
            CreatedBy = _job.CreatedBy,
            Chained = _job.Chained,
            JobItems = _job.Items,
            TraceParent = _job.TraceParent,
            UsageKeys = _job.UsageKeys,
        };
        item.ReportProgress(item.WrittenProgress);
        return item;
    }

    /// <summary>A row of <see cref="LeaseNext"/>.</summary>
    public RunningItem Claimed(NpgsqlDataReader row)
    {
        var item = Item(row);
        if (!row.IsDBNull(HandfulId))
        {
            _handful ??= new Handful(row.GetInt64(HandfulId));
            _handful.Add();
            (item.Handful, item.Lean) = (_handful, row.GetBoolean(HandfulId + 1));
        }
        return item;
    }

    private sealed record SharedByItems(
        Guid TeamId, string Queue, string Kind, JsonElement? Config, Guid? CreatedBy, bool Chained, int Items, string? TraceParent,
        string[] UsageKeys)
    {
        public static SharedByItems Of(NpgsqlDataReader row) => new(
            row.GetGuid(Job),
            row.GetString(Job + 1),
            row.GetString(Job + 2),
            row.JsonOrNull(Job + 3),
            row.IdOrNull(Job + 4),
            row.GetBoolean(Job + 5),
            row.GetInt32(Job + 6),
            row.TextOrNull(Job + 7),
            row.GetFieldValue<string[]>(Job + 8));
    }
}
