using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Reads a job as every statement returns it.</summary>
internal static class JobRow
{
    public const string Columns = """
        job.id, job.queue, job.kind, job.state, job.priority, job.total_items, job.succeeded_items, job.failed_items,
        job.cancelled_items, job.config::text, job.created_by, job.created_at, job.started_at, job.finished_at, job.archived,
        job.team_id, job.run_after, job.released, job.waiting_for, job.awaited
        """;

    public static JobView View(NpgsqlDataReader row)
    {
        var (total, succeeded, failed, cancelled) = (row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8));
        return new JobView(
            Id: row.GetGuid(0),
            Queue: row.GetString(1),
            Kind: row.GetString(2),
            State: States.ParseJob(row.GetString(3)),
            Priority: row.GetInt32(4),
            TotalItems: total,
            SucceededItems: succeeded,
            FailedItems: failed,
            CancelledItems: cancelled,
            Progress: Progress(succeeded + failed + cancelled, total),
            Config: row.JsonOrNull(9),
            CreatedBy: row.IdOrNull(10),
            CreatedAt: row.Time(11),
            StartedAt: row.TimeOrNull(12),
            FinishedAt: row.TimeOrNull(13),
            Archived: row.GetBoolean(14),
            RunAfter: row.TimeOrNull(16),
            Released: row.GetBoolean(17),
            WaitingFor: row.GetInt32(18));
    }

    /// <summary>The share of the items that have ended, 0 to 100.</summary>
    public static int Progress(int ended, int total) => (int)(100L * ended / total);

    public static TeamJob OfTeam(NpgsqlDataReader row) => new(row.GetGuid(15), View(row), Awaited: row.GetBoolean(19));
}

/// <summary>A job with the team whose it is, and whether other jobs wait for it.</summary>
internal sealed record TeamJob(Guid TeamId, JobView Job, bool Awaited);
