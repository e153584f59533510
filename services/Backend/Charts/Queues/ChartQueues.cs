using Suite.Charts.Work;
using Suite.Jobs;

namespace Suite.Charts.Queues;

/// <summary>The queues that charts go through: the team's own, and the shared one for what names no queue. Others do not exist here.</summary>
internal sealed class ChartQueues(IQueues queues, IJobQueue jobs)
{
    private const int AtOnce = 1_000;

    public async Task<IReadOnlyList<QueueView>> ListAsync(Guid teamId, CancellationToken cancel) =>
        [.. (await queues.ListAsync(teamId, cancel)).Where(IsForCharts)];

    public async Task<QueueView?> FindAsync(Guid teamId, Guid queueId, CancellationToken cancel) =>
        await queues.FindAsync(teamId, queueId, cancel) is { } queue && IsForCharts(queue) ? queue : null;

    /// <summary>The team's chart jobs in a queue, by the seed's statuses; every status is there.</summary>
    public async Task<IReadOnlyList<StatusCount>> CountAsync(Guid teamId, QueueView queue, CancellationToken cancel)
    {
        var counts = (await queues.CountJobsAsync(teamId, queue.Id, DigitiseChart.Kind, cancel)).ToList();
        var held = queue.Mode == QueueMode.Manual ? await CountUnreleasedAsync(teamId, queue.Name, cancel) : 0;
        return StatusCount.Of(counts, held);
    }

    // The engine counts by its own states, in which a job that nobody has released is as pending as one whose turn will come.
    private async Task<int> CountUnreleasedAsync(Guid teamId, string queue, CancellationToken cancel)
    {
        var filter = new JobFilter(queue, DigitiseChart.Kind, JobState.Pending);
        for (var (held, offset) = (0, 0); ; offset += AtOnce)
        {
            var (page, total) = await jobs.ListByOffsetAsync(teamId, filter, offset, AtOnce, cancel);
            held += page.Count(job => !job.Released);
            if (offset + page.Count >= total || page.Count == 0)
                return held;
        }
    }

    private static bool IsForCharts(QueueView queue) => !queue.Shared || queue.Name == ChartsModule.Queue;
}
