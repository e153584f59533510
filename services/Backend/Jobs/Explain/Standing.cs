using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Where a job and its queue stand at one moment.</summary>
/// <param name="Ready">Items that wait for nothing but a worker.</param>
/// <param name="Leased">Items of the job that run.</param>
/// <param name="QueueLeased">Items of the queue that run, those of all teams.</param>
/// <param name="QueueRunning">Jobs of the queue that have begun, those of all teams.</param>
/// <param name="Processes">Of ours that are there and take work.</param>
internal sealed record Standing(
    string Queue,
    string QueueTitle,
    QueueState QueueState,
    int MaxRunningItems,
    int? MaxRunningJobs,
    int? MaxItemsPerJob,
    int Ready,
    int BackingOff,
    int Leased,
    DateTimeOffset? NextRetryAt,
    int QueueLeased,
    int QueueRunning,
    int Processes)
{
    public static Task<Standing?> FindAsync(ISql sql, Guid teamId, Guid jobId, CancellationToken cancel) =>
        sql.FirstAsync<Standing?>(ExplainSql.Standing, args => args.Add(teamId).Add(jobId), Of, cancel);

    private static Standing Of(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        States.ParseQueue(row.GetString(2)),
        row.GetInt32(3),
        row.NumberOrNull(4),
        row.NumberOrNull(5),
        row.GetInt32(6),
        row.GetInt32(7),
        row.GetInt32(8),
        row.TimeOrNull(9),
        row.GetInt32(10),
        row.GetInt32(11),
        row.GetInt32(12));

    /// <summary>How many items of one job can run at once, at most.</summary>
    /// <param name="inProcess">What one process runs at once.</param>
    public int WidthOfJob(int inProcess) => Math.Min(WidthOfQueue(inProcess), MaxItemsPerJob ?? int.MaxValue);

    /// <summary>How many items of the queue can run at once, at most.</summary>
    public int WidthOfQueue(int inProcess)
    {
        var byLimits = Math.Min(MaxRunningItems, (long)(MaxRunningJobs ?? int.MaxValue) * (MaxItemsPerJob ?? int.MaxValue));
        return (int)Math.Min(byLimits, (long)Math.Max(1, Processes) * inProcess);
    }
}
