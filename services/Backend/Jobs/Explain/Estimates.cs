using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>When a job may begin and how long it may take, by how long such work took so far and how wide its queue is.</summary>
internal sealed class Estimates(Db db, IJobQueue jobs, IOptions<JobsOptions> options, TimeProvider clock)
{
    /// <summary>For a job that has not ended.</summary>
    public async Task<Estimate> MakeAsync(Guid teamId, JobView job, Standing standing, CancellationToken cancel)
    {
        var ahead = await jobs.JobsAheadAsync(teamId, job.Id, cancel);
        var work = (await db.FirstAsync<Work?>(
            ExplainSql.Remaining,
            args => args.Add(teamId).Add(job.Id),
            row => new Work(row.GetDouble(0), row.GetDouble(1), row.GetBoolean(2), row.GetBoolean(3)),
            cancel))!;
        var left = job.TotalItems - job.SucceededItems - job.FailedItems - job.CancelledItems;
        TimeSpan? duration = work.OwnKnown && left > 0
            ? TimeSpan.FromMilliseconds(work.Own / Math.Clamp(left, 1, standing.WidthOfJob(options.Value.MaxRunningItems)))
            : null;
        return new Estimate(ahead, Start(job, standing, work), duration);
    }

    // Nothing is promised for what a person or another job holds back: there is no knowing when it is let go.
    private DateTimeOffset? Start(JobView job, Standing standing, Work work)
    {
        var held = job.State != JobState.Pending || !job.Released || job.WaitingFor > 0 || standing.QueueState != QueueState.Active;
        if (held || !work.BeforeKnown)
            return null;
        var free = clock.GetUtcNow() + TimeSpan.FromMilliseconds(work.Before / standing.WidthOfQueue(options.Value.MaxRunningItems));
        return job.RunAfter > free ? job.RunAfter : free;
    }

    /// <summary>Work in milliseconds of one worker: the job's own, and what goes before it. Known: all such steps have been seen.</summary>
    private sealed record Work(double Own, double Before, bool OwnKnown, bool BeforeKnown);
}

/// <param name="JobsAhead">See <see cref="IJobQueue.JobsAheadAsync"/>.</param>
/// <param name="Start">Null when it has begun, or nothing is known.</param>
/// <param name="Duration">Of what is still to do; null when nothing is known.</param>
internal sealed record Estimate(int JobsAhead, DateTimeOffset? Start, TimeSpan? Duration);
