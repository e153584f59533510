using Suite.Platform;

namespace Suite.Jobs;

/// <summary>A job that another one waits for, or is to wait for.</summary>
internal sealed record AwaitedJob(Guid Id, JobState State, bool Ended)
{
    /// <summary>It will not be met any more: who waits for it is cancelled.</summary>
    public bool IsBroken => Ended && State is not (JobState.Succeeded or JobState.Partial);

    /// <summary>What the items of a job that waited for this one say.</summary>
    public string Reason => $"Job {Id}, which this one waited for, ended {State.Word()}.";

    /// <summary>Holds the jobs, so that none of them ends before somebody waits for it.</summary>
    /// <exception cref="Suite.ServiceDefaults.ProblemException"><c>unknown-dependency</c>: the team has no such job.</exception>
    public static async Task<IReadOnlyList<AwaitedJob>> HoldAsync(ISql sql, Guid teamId, Guid[] ids, CancellationToken cancel)
    {
        var jobs = await sql.QueryAsync(
            DependencySql.HoldAwaited,
            args => args.Add(teamId).Add(ids),
            row => new AwaitedJob(row.GetGuid(0), States.ParseJob(row.GetString(1)), row.GetBoolean(2)),
            cancel);
        if (jobs.Count < ids.Length)
            throw Problems.UnknownDependency.ToException($"There is no job {ids.Except(jobs.Select(job => job.Id)).First()} to wait for.");
        return jobs;
    }
}
