using Suite.Platform;

namespace Suite.Jobs;

/// <summary>What the end of jobs means for those that wait for them: a part of the transaction that ended them.</summary>
internal sealed class JobEnd(IOutbox outbox, WaitingItems waiting)
{
    /// <param name="counted">Jobs whose items were just counted, and which are held; most have not ended, or nobody waits for them.</param>
    public async Task FollowAsync(ISql sql, IEnumerable<TeamJob> counted, CancellationToken cancel)
    {
        var ended = Awaited(counted);
        // A dependent that is cancelled has ended too, and others may wait for it.
        while (ended.Count > 0)
        {
            await sql.ExecuteAsync(DependencySql.HoldDependents, args => args.Add(Ids(ended)), cancel);
            await MeetAsync(sql, [.. ended.Where(job => IsMet(job))], cancel);
            ended = await BreakAsync(sql, [.. ended.Where(job => !IsMet(job))], cancel);
        }
    }

    private async Task MeetAsync(ISql sql, List<TeamJob> met, CancellationToken cancel)
    {
        if (met.Count == 0)
            return;
        var nearer = await sql.QueryAsync(DependencySql.Meet, args => args.Add(Ids(met)), JobRow.OfTeam, cancel);
        await waiting.FollowAsync(sql, nearer, cancel);
    }

    private async Task<List<TeamJob>> BreakAsync(ISql sql, List<TeamJob> broken, CancellationToken cancel)
    {
        if (broken.Count == 0)
            return [];
        var dependents = await sql.QueryAsync(
            DependencySql.Broken,
            args => args.Add(Ids(broken)),
            row => (JobId: row.GetGuid(0), WaitedFor: new AwaitedJob(row.GetGuid(1), States.ParseJob(row.GetString(2)), Ended: true)),
            cancel);
        var cancelled = new List<TeamJob>();
        foreach (var (jobId, waitedFor) in dependents)
            cancelled.Add(await CancelledJob.MakeAsync(sql, outbox, jobId, waitedFor.Reason, cancel));
        return Awaited(cancelled);
    }

    private static bool IsMet(TeamJob ended) => ended.Job.State is JobState.Succeeded or JobState.Partial;

    private static List<TeamJob> Awaited(IEnumerable<TeamJob> counted) =>
        [.. counted.Where(job => job.Awaited && job.Job.FinishedAt is not null)];

    private static Guid[] Ids(IEnumerable<TeamJob> jobs) => [.. jobs.Select(job => job.Job.Id)];
}
