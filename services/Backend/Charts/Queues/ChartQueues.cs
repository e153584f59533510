using Suite.Charts.Work;
using Suite.Jobs;
using Suite.Platform;

namespace Suite.Charts.Queues;

/// <summary>The queues that charts go through: the team's own, and the shared one for what names no queue. Others do not exist here.</summary>
internal sealed class ChartQueues(IQueues queues, Db db)
{
    public async Task<IReadOnlyList<QueueView>> ListAsync(Guid teamId, CancellationToken cancel) =>
        [.. (await queues.ListAsync(teamId, cancel)).Where(IsForCharts)];

    public async Task<QueueView?> FindAsync(Guid teamId, Guid queueId, CancellationToken cancel) =>
        await queues.FindAsync(teamId, queueId, cancel) is { } queue && IsForCharts(queue) ? queue : null;

    /// <summary>The team's chart jobs by the seed's statuses; every status is there.</summary>
    /// <param name="queue">Which of them; null: all that there ever were, those of queues that were deleted too.</param>
    public async Task<IReadOnlyList<StatusCount>> CountAsync(Guid teamId, QueueView? queue, CancellationToken cancel) =>
        StatusCount.Of(await db.QueryAsync(
            ChartQueueSql.CountJobs,
            args => args.Add(teamId).Add(DigitiseChart.Kind).AddText(queue?.Name),
            row => new JobSum(
                Enum.Parse<JobState>(row.GetString(0), ignoreCase: true), row.GetBoolean(1), row.GetInt32(2), row.GetDouble(3),
                row.GetInt32(4), row.GetDouble(5)),
            cancel));

    /// <summary>The time by the clock that jobs go by.</summary>
    public Task<DateTimeOffset> NowAsync(CancellationToken cancel) => db.FirstAsync(ChartQueueSql.Now, null, row => row.Time(0), cancel);

    private static bool IsForCharts(QueueView queue) => !queue.Shared || queue.Name == ChartsModule.Queue;
}
