using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Why is a job not running, or not faster?</summary>
internal sealed class Explaining(
    Db db, IJobQueue jobs, RoomInQueue room, WorkerReasons workers, LimitReasons limits, Estimates estimates)
{
    public async Task<JobExplanation?> RunAsync(Guid teamId, Guid jobId, CancellationToken cancel)
    {
        var job = await jobs.FindAsync(teamId, jobId, cancel);
        var standing = await Standing.FindAsync(db, teamId, jobId, cancel);
        if (job is null || standing is null)
            return null;
        if (job.FinishedAt is not null || job.State == JobState.Cancelled)
            return new JobExplanation(jobId, job.State, [], 0, null, null, null);

        var reasons = await ClosedAsync(teamId, job, standing, cancel);
        if (reasons.Count == 0)
            reasons.AddRange(await OpenAsync(teamId, job, standing, cancel));
        var estimate = await estimates.MakeAsync(teamId, job, standing, cancel);
        return new JobExplanation(
            jobId, job.State, reasons, estimate.JobsAhead, estimate.Start, estimate.Duration, standing.NextRetryAt);
    }

    // While one of these holds, nothing of the job is given out, and everything else is idle talk.
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

    private async Task<List<WaitReason>> OpenAsync(Guid teamId, JobView job, Standing standing, CancellationToken cancel)
    {
        var reasons = new List<WaitReason>();
        if (standing.BackingOff > 0)
            reasons.Add(new(
                "backing-off",
                $"{standing.BackingOff} of its items failed and are tried again, the first at {standing.NextRetryAt:u}.",
                Until: standing.NextRetryAt));
        // What is behind another item waits for that one, and for nobody else.
        if (standing.Ready == 0)
            return reasons;

        reasons.AddRange(await workers.OfAsync(teamId, job.Id, cancel));
        reasons.AddRange(await limits.OfAsync(teamId, job.Id, standing, cancel));
        reasons.AddRange(await room.OfAsync(teamId, job, standing, cancel));
        return reasons;
    }
}
