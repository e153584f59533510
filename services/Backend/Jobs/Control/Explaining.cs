using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Why is a job not running, or not faster?</summary>
internal sealed class Explaining(
    Db db, IJobQueue jobs, LimitReasons limits, WorkerReasons workers, TimeProvider clock)
{
    private const int MostNamed = 20;

    public async Task<JobExplanation?> RunAsync(Guid teamId, Guid jobId, CancellationToken cancel)
    {
        var job = await jobs.FindAsync(teamId, jobId, cancel);
        var standing = await db.FirstAsync<Standing?>(ExplainSql.Standing, args => args.Add(teamId).Add(jobId), Standing.Of, cancel);
        if (job is null || standing is null)
            return null;
        if (job.FinishedAt is not null || job.State == JobState.Cancelled)
            return new JobExplanation(jobId, job.State, [], 0, null, null, null);

        var ahead = await jobs.JobsAheadAsync(teamId, jobId, cancel);
        var closed = await ClosedAsync(teamId, job, standing, cancel);
        List<WaitReason> reasons = [.. closed, .. closed.Count == 0 ? await OpenAsync(teamId, job, standing, ahead, cancel) : []];
        var (start, duration) = await EstimateAsync(teamId, job, standing, held: closed.Exists(reason => reason.Until is null), cancel);
        return new JobExplanation(jobId, job.State, reasons, ahead, start, duration, standing.NextRetryAt);
    }

    // While one of these holds, nothing of the job is given out.
    private async Task<List<WaitReason>> ClosedAsync(Guid teamId, JobView job, Standing standing, CancellationToken cancel)
    {
        var reasons = new List<WaitReason>();
        if (standing.QueueState == QueueState.Paused)
            reasons.Add(new("queue-paused", $"The queue {standing.QueueTitle} is paused."));
        if (standing.QueueState == QueueState.Stopped)
            reasons.Add(new("queue-stopped", $"The queue {standing.QueueTitle} is stopped."));
        if (job.State == JobState.Paused)
            reasons.Add(new("job-paused", "The job is paused."));
        if (!job.Released)
            reasons.Add(new("not-released", $"The queue {standing.QueueTitle} is manual, and nobody has released the job yet."));
        if (job.RunAfter is { } runAfter)
            reasons.Add(new("scheduled", $"The job is not to run before {runAfter:u}.", Until: runAfter));
        if (job.WaitingFor > 0)
            reasons.AddRange(await db.QueryAsync(
                ExplainSql.WaitsFor,
                args => args.Add(teamId).Add(job.Id),
                row => new WaitReason(
                    "waits-for-job", $"Job {row.GetGuid(0)} must end first; it is {row.GetString(1)}.", JobId: row.GetGuid(0)),
                cancel));
        return reasons;
    }

    private async Task<List<WaitReason>> OpenAsync(
        Guid teamId, JobView job, Standing standing, int ahead, CancellationToken cancel)
    {
        var reasons = new List<WaitReason>();
        if (standing.BackingOff > 0)
            reasons.Add(new(
                "backing-off",
                $"{standing.BackingOff} of its items failed and are tried again, the first at {standing.NextRetryAt:u}.",
                Until: standing.NextRetryAt));
        if (standing.Ready == 0)
            return reasons;

        reasons.AddRange(await workers.OfAsync(teamId, job.Id, cancel));
        reasons.AddRange(await limits.OfAsync(teamId, job.Id, cancel));
        if (standing.Leased >= standing.MaxItemsPerJob)
            reasons.Add(new("job-limit", $"{standing.Leased} of its items run, and at most {standing.MaxItemsPerJob} of one job may."));
        if (standing.QueueLeased >= standing.MaxRunningItems)
            reasons.Add(new(
                "queue-limit",
                $"The queue {standing.QueueTitle} runs {standing.QueueLeased} of at most {standing.MaxRunningItems} items: "
                + await WhoRunsAsync(teamId, job, standing, cancel)));
        else if (job.State == JobState.Pending && standing.QueueRunning >= standing.MaxRunningJobs)
            reasons.Add(new(
                "queue-limit",
                $"The queue {standing.QueueTitle} runs {standing.QueueRunning} of at most {standing.MaxRunningJobs} jobs: "
                + await WhoRunsAsync(teamId, job, standing, cancel)));
        if (job.State == JobState.Pending && ahead > 0)
            reasons.Add(new("jobs-ahead", ahead == 1 ? "One job goes before it." : $"{ahead} jobs go before it."));
        return reasons;
    }

    private async Task<string> WhoRunsAsync(Guid teamId, JobView job, Standing standing, CancellationToken cancel)
    {
        var others = await db.QueryAsync(
            ExplainSql.Running,
            args => args.Add(teamId).Add(job.Id).Add(standing.Queue),
            row => (JobId: row.IdOrNull(0), Items: row.GetInt32(1)),
            cancel);
        var parts = others.Where(other => other.JobId is not null).Take(MostNamed)
            .Select(other => $"{other.Items} of job {other.JobId}").ToList();
        if (standing.Leased > 0)
            parts.Insert(0, $"{standing.Leased} of its own");
        if (others.Sum(other => other.JobId is null ? other.Items : 0) is > 0 and var foreign)
            parts.Add($"{foreign} of other teams");
        return parts.Count == 0 ? "none has an item running just now." : string.Join(", ", parts) + ".";
    }

    // Nothing is promised for what a person holds back: there is no knowing when it is let go.
    private async Task<(DateTimeOffset? Start, TimeSpan? Duration)> EstimateAsync(
        Guid teamId, JobView job, Standing standing, bool held, CancellationToken cancel)
    {
        var (own, before, ownKnown, beforeKnown) = await db.FirstAsync(
            ExplainSql.Remaining,
            args => args.Add(teamId).Add(job.Id),
            row => (
                Own: row.IsDBNull(0) ? 0 : row.GetDouble(0), Before: row.IsDBNull(1) ? 0 : row.GetDouble(1),
                OwnKnown: row.GetBoolean(2), BeforeKnown: row.GetBoolean(3)),
            cancel);
        var left = job.TotalItems - job.SucceededItems - job.FailedItems - job.CancelledItems;
        TimeSpan? duration = ownKnown && left > 0
            ? TimeSpan.FromMilliseconds(own / Math.Clamp(left, 1, standing.WidthOfJob))
            : null;
        if (held || !beforeKnown || job.State != JobState.Pending)
            return (null, duration);

        var free = clock.GetUtcNow() + TimeSpan.FromMilliseconds(before / standing.WidthOfQueue);
        return (job.RunAfter > free ? job.RunAfter : free, duration);
    }
}
