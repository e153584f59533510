using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Makes the waiting items of jobs follow what happened to the jobs, and tells of both.</summary>
internal sealed class WaitingItems(IOutbox outbox)
{
    /// <summary>After the jobs were opened, paused, or closed again.</summary>
    public async Task FollowAsync(ISql sql, IReadOnlyList<TeamJob> jobs, CancellationToken cancel)
    {
        if (jobs.Count == 0)
            return;

        var items = await sql.QueryAsync(
            ControlSql.FollowState, args => args.Add(jobs.Select(job => job.Job.Id).ToArray()), ItemRow.Change, cancel);
        await outbox.AddAsync(sql, [.. jobs.Select(JobEvents.Of), .. JobEvents.Of(items)], cancel);
        var ready = items.Where(item => item.State == ItemState.Ready.Word()).Select(item => item.JobId).ToHashSet();
        foreach (var queue in jobs.Where(job => ready.Contains(job.Job.Id)).Select(job => job.Job.Queue).Distinct())
            await sql.ExecuteAsync(JobSql.Notify, args => args.Add(Listener.ReadyChannel).Add(ReadyNotice.Whole(queue)), cancel);
    }

    /// <summary>After the jobs' turns were changed. Nobody is told of items for that.</summary>
    public static Task FollowTurnAsync(ISql sql, IEnumerable<Guid> jobIds, CancellationToken cancel) =>
        sql.ExecuteAsync(ControlSql.FollowTurn, args => args.Add(jobIds.ToArray()), cancel);
}
