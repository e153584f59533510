using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Cancels a job because a person wants it.</summary>
internal sealed class Cancellation(Db db, IOutbox outbox, JobEnd jobEnd)
{
    public Task<ChangeOutcome> RunAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                var job = await JobChange.HoldAsync(sql, teamId, jobId, cancel);
                if (job is null)
                    return ChangeOutcome.NotFound;
                if (job.FinishedAt is not null || job.State == JobState.Cancelled)
                    return ChangeOutcome.Refused;

                var cancelled = await CancelledJob.MakeAsync(sql, outbox, jobId, "The job was cancelled.", cancel);
                await jobEnd.FollowAsync(sql, [cancelled], cancel);
                await sql.ExecuteAsync(JobSql.Notify, args => args.Add(Listener.CancelledChannel).Add(jobId.ToString()), cancel);
                return ChangeOutcome.Done;
            },
            cancel);
}
