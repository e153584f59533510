using Suite.Platform;

namespace Suite.Jobs;

/// <summary>One change of one job: holds it, sees whether the change goes with its state, makes it and tells of it.</summary>
internal sealed class JobChange(Db db, IOutbox outbox, WaitingItems waiting)
{
    /// <param name="allowed">Whether the change goes with the state that the job is in.</param>
    /// <param name="make">Makes it, and returns the job afterwards; null when nothing had to be changed.</param>
    public Task<ChangeOutcome> RunAsync(
        Guid teamId, Guid jobId, Func<JobView, bool> allowed, Func<ISql, Task<TeamJob?>> make, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                var job = await HoldAsync(sql, teamId, jobId, cancel);
                if (job is null)
                    return ChangeOutcome.NotFound;
                if (!allowed(job))
                    return ChangeOutcome.Refused;

                if (await make(sql) is not { } changed)
                    return ChangeOutcome.Done;
                if (changed.Job.FinishedAt is null)
                    await waiting.FollowAsync(sql, [changed], cancel);
                else
                    await outbox.AddAsync(sql, [JobEvents.Of(changed)], cancel);
                return ChangeOutcome.Done;
            },
            cancel);

    /// <summary>Holds the job's queue, as claims do before they take its items, and then the job. Null: the team has no such job.</summary>
    public static async Task<JobView?> HoldAsync(ISql sql, Guid teamId, Guid jobId, CancellationToken cancel)
    {
        await sql.ExecuteAsync(JobSql.HoldQueueOfJob, args => args.Add(teamId).Add(jobId), cancel);
        return await sql.FirstAsync<JobView?>(ControlSql.HoldJob, args => args.Add(teamId).Add(jobId), JobRow.View, cancel);
    }
}
