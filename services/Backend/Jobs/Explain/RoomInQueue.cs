using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Limits of the queue that are reached, by whom, and jobs whose turn is before.</summary>
internal sealed class RoomInQueue(Db db, IJobQueue jobs)
{
    public async Task<List<WaitReason>> OfAsync(Guid teamId, JobView job, Standing standing, CancellationToken cancel)
    {
        var reasons = new List<WaitReason>();
        if (standing.Leased >= standing.MaxItemsPerJob)
            reasons.Add(new(
                "job-limit", $"{standing.Leased} of its items run, and at most {standing.MaxItemsPerJob} items of one job may."));
        if (Reached(job, standing) is { } limit)
            reasons.Add(new(
                "queue-limit", $"The queue {standing.QueueTitle} runs {limit}: {await WhoRunsAsync(teamId, job, standing, cancel)}."));
        if (job.State == JobState.Pending && await jobs.JobsAheadAsync(teamId, job.Id, cancel) is > 0 and var ahead)
            reasons.Add(new("jobs-ahead", ahead == 1 ? "One job goes before it." : $"{ahead} jobs go before it."));
        return reasons;
    }

    private static string? Reached(JobView job, Standing standing) =>
        standing.MaxRunningItems < JobsOptions.NoLimit && standing.QueueLeased >= standing.MaxRunningItems
            ? $"{standing.QueueLeased} of at most {standing.MaxRunningItems} items"
        : job.State == JobState.Pending && standing.QueueRunning >= standing.MaxRunningJobs
            ? $"{standing.QueueRunning} of at most {standing.MaxRunningJobs} jobs"
        : null;

    private async Task<string> WhoRunsAsync(Guid teamId, JobView job, Standing standing, CancellationToken cancel)
    {
        var others = await db.QueryAsync(
            ExplainSql.Running,
            args => args.Add(teamId).Add(job.Id).Add(standing.Queue).Add(RunningShare.MostNamed),
            row => new RunningShare(row.IdOrNull(0), row.GetInt32(1)),
            cancel);
        return RunningShare.List(standing.Leased, others);
    }
}
