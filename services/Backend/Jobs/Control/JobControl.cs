using System.Text.Json;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>The door to all that people do to jobs; what is more than one statement has a class of its own.</summary>
internal sealed class JobControl(
    Db db,
    JobChange change,
    Cancellation cancellation,
    Reordering reordering,
    Retrying retrying,
    HandEnd handEnd,
    Explaining explaining) : IJobControl
{
    public Task<ChangeOutcome> CancelAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        cancellation.RunAsync(teamId, jobId, cancel);

    public Task<ChangeOutcome> PauseAsync(Guid teamId, Guid jobId, CancellationToken cancel) => change.RunAsync(
        teamId, jobId,
        job => job.State is JobState.Pending or JobState.Running,
        async sql =>
        {
            await sql.ExecuteAsync(JobSql.Notify, args => args.Add(Listener.PausedChannel).Add(jobId.ToString()), cancel);
            return await MakeAsync(sql, ControlSql.Pause, jobId, cancel);
        },
        cancel);

    public Task<ChangeOutcome> ResumeAsync(Guid teamId, Guid jobId, CancellationToken cancel) => change.RunAsync(
        teamId, jobId,
        job => job.State == JobState.Paused,
        sql => MakeAsync(sql, ControlSql.Resume, jobId, cancel),
        cancel);

    public Task<ChangeOutcome> ReleaseAsync(Guid teamId, Guid jobId, CancellationToken cancel) => change.RunAsync(
        teamId, jobId,
        job => !job.Released && IsUnderWay(job),
        sql => MakeAsync(sql, ControlSql.Release, jobId, cancel),
        cancel);

    public Task<ChangeOutcome> SetPriorityAsync(Guid teamId, Guid jobId, int priority, CancellationToken cancel) => change.RunAsync(
        teamId, jobId,
        IsUnderWay,
        async sql =>
        {
            var changed = await sql.FirstAsync<TeamJob?>(
                ControlSql.SetPriority, args => args.Add(jobId).Add(priority), JobRow.OfTeam, cancel);
            await WaitingItems.FollowTurnAsync(sql, [jobId], cancel);
            return changed;
        },
        cancel);

    public Task<int> ReorderAsync(Guid teamId, IReadOnlyList<Guid> jobIds, CancellationToken cancel) =>
        reordering.RunAsync(teamId, jobIds, cancel);

    public Task<RetryResult> RetryAsync(Guid teamId, Guid jobId, IReadOnlyCollection<long>? itemIds, CancellationToken cancel) =>
        retrying.RunAsync(teamId, jobId, itemIds, cancel);

    public Task<ChangeOutcome> ArchiveAsync(Guid teamId, Guid jobId, CancellationToken cancel) => change.RunAsync(
        teamId, jobId,
        job => job.FinishedAt is not null,
        sql => MakeAsync(sql, ControlSql.Archive, jobId, cancel),
        cancel);

    public Task<ChangeOutcome> RestoreAsync(Guid teamId, Guid jobId, CancellationToken cancel) => change.RunAsync(
        teamId, jobId,
        job => job.FinishedAt is not null,
        sql => MakeAsync(sql, ControlSql.Restore, jobId, cancel),
        cancel);

    public Task<ChangeOutcome> EndItemAsync(
        Guid teamId, long itemId, ItemState state, JsonElement? result, string? error, CancellationToken cancel) =>
        handEnd.RunAsync(teamId, itemId, state, result, error, cancel);

    public Task<JobExplanation?> ExplainAsync(Guid teamId, Guid jobId, CancellationToken cancel) =>
        explaining.RunAsync(teamId, jobId, cancel);

    public async Task<(IReadOnlyList<Guid> DependsOn, IReadOnlyList<Guid> Dependents)> DependenciesAsync(
        Guid teamId, Guid jobId, CancellationToken cancel) =>
        (await db.QueryAsync(DependencySql.DependsOn, args => args.Add(teamId).Add(jobId), row => row.GetGuid(0), cancel),
            await db.QueryAsync(DependencySql.DependentsOf, args => args.Add(teamId).Add(jobId), row => row.GetGuid(0), cancel));

    private static bool IsUnderWay(JobView job) => job.FinishedAt is null && job.State != JobState.Cancelled;

    private static Task<TeamJob?> MakeAsync(ISql sql, string statement, Guid jobId, CancellationToken cancel) =>
        sql.FirstAsync<TeamJob?>(statement, args => args.Add(jobId), JobRow.OfTeam, cancel);
}
