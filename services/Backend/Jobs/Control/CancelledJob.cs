using Suite.Platform;

namespace Suite.Jobs;

/// <summary>The cancellation of a job that the caller's transaction holds.</summary>
internal static class CancelledJob
{
    /// <summary>Ends what waits, and tells of it. What runs ends by itself, and the job with it.</summary>
    public static async Task<TeamJob> MakeAsync(ISql sql, IOutbox outbox, Guid jobId, string reason, CancellationToken cancel)
    {
        await sql.ExecuteAsync(ControlSql.MarkCancelled, args => args.Add(jobId), cancel);
        var items = await sql.QueryAsync(JobSql.CancelWaitingItems, args => args.Add(jobId).Add(reason), ItemRow.Change, cancel);
        var job = (await sql.FirstAsync(
            EngineSql.CountItems, args => args.Add(jobId).Add(0).Add(0).Add(items.Count), JobRow.OfTeam, cancel))!;
        await outbox.AddAsync(sql, [.. JobEvents.Of(items), JobEvents.Of(job)], cancel);
        return job;
    }
}
