using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Lets a job that has not begun wait for other jobs than before.</summary>
internal sealed class DependencyChange(Db db, WaitingItems waiting, IOptions<JobsOptions> options)
{
    /// <exception cref="Suite.ServiceDefaults.ProblemException">A dependency is unknown, broken, or would close a circle.</exception>
    public Task<ChangeOutcome> RunAsync(Guid teamId, Guid jobId, Guid[] dependsOn, CancellationToken cancel)
    {
        if (dependsOn.Length > options.Value.MaxDependencies)
            throw Problems.TooManyDependencies.ToException($"A job waits for at most {options.Value.MaxDependencies} jobs.");
        if (dependsOn.Contains(jobId))
            throw Problems.DependencyCycle.ToException("A job cannot wait for itself.");
        return db.InTransactionAsync(sql => ChangeAsync(sql, teamId, jobId, dependsOn, cancel), cancel);
    }

    private async Task<ChangeOutcome> ChangeAsync(
        ISql sql, Guid teamId, Guid jobId, Guid[] dependsOn, CancellationToken cancel)
    {
        // Two changes that are each harmless can close a circle together, over jobs that neither of them holds.
        await sql.ExecuteAsync(DependencySql.OneAtATime, args => args.Add(teamId), cancel);
        await sql.ExecuteAsync(JobSql.HoldQueueOfJob, args => args.Add(teamId).Add(jobId), cancel);
        await sql.ExecuteAsync(DependencySql.HoldAwaited, args => args.Add(teamId).Add<Guid[]>([.. dependsOn, jobId]), cancel);
        var job = await JobChange.HoldAsync(sql, teamId, jobId, cancel);
        if (job is null)
            return ChangeOutcome.NotFound;
        // A retried job has not begun anew yet, but some of it may have been done.
        if (job.StartedAt is not null || job.SucceededItems > 0 || job.State is not (JobState.Pending or JobState.Paused))
            return ChangeOutcome.Refused;

        var awaited = await AwaitedJob.HoldAsync(sql, teamId, dependsOn, cancel);
        if (awaited.FirstOrDefault(other => other.IsBroken) is { } broken)
            throw Problems.BrokenDependency.ToException($"Job {broken.Id} has ended {broken.State.Word()}: waiting for it is in vain.");
        if (await sql.FirstAsync(
            DependencySql.WaitsForAny, args => args.Add(dependsOn).Add(jobId), row => row.GetBoolean(0), cancel))
            throw Problems.DependencyCycle.ToException($"One of these jobs waits for job {jobId} itself, directly or over others.");

        await sql.ExecuteAsync(DependencySql.Remove, args => args.Add(jobId), cancel);
        await sql.ExecuteAsync(DependencySql.MarkAwaited, args => args.Add(dependsOn), cancel);
        await sql.ExecuteAsync(DependencySql.Add, args => args.Add(jobId).Add(dependsOn), cancel);
        var changed = await sql.FirstAsync(
            DependencySql.SetWaitingFor, args => args.Add(jobId).Add(awaited.Count(other => !other.Ended)), JobRow.OfTeam, cancel);
        await waiting.FollowAsync(sql, [changed!], cancel);
        return ChangeOutcome.Done;
    }
}
