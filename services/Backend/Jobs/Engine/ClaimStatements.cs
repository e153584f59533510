using Microsoft.Extensions.Options;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>The statements by which items are leased; the caller's transaction completes the claim.</summary>
internal sealed class ClaimStatements(IOptions<JobsOptions> options)
{
    // A claim is not cancelled half-way: see Claimer.
    private static readonly CancellationToken Never = CancellationToken.None;

    /// <returns>Nothing as well when the queue has limits.</returns>
    public Task<List<RunningItem>> ClaimAtOnceAsync(ISql sql, WantedItems wanted) =>
        sql.QueryAsync(
            ClaimSql.ClaimAtOnce,
            args => Common(args, wanted, JobsOptions.NoLimit).Add(wanted.From.Turn).Add(wanted.From.Id),
            new RunningRows().Claimed,
            Never);

    /// <returns>The queue's limits; null when it gives nothing out.</returns>
    public static Task<QueueLimits?> HoldQueueAsync(ISql sql, string queue) =>
        sql.FirstAsync<QueueLimits?>(ClaimSql.HoldQueue, args => args.Add(queue).Add(JobsOptions.NoLimit), QueueLimits.Of, Never);

    public Task<List<RunningItem>> ClaimAsync(ISql sql, WantedItems wanted, QueueLimits limits) => limits switch
    {
        { IsNone: true } => ClaimAtOnceAsync(sql, wanted),
        { Jobs: null, ItemsPerJob: null } => sql.QueryAsync(
            ClaimSql.Claim,
            args => Common(args, wanted, limits.Items).Add(wanted.From.Turn).Add(wanted.From.Id),
            new RunningRows().Claimed,
            Never),
        _ => sql.QueryAsync(
            ClaimSql.ClaimByJob,
            args => Common(args, wanted, limits.Items).Add(limits.Jobs ?? int.MaxValue).Add(limits.ItemsPerJob ?? int.MaxValue),
            new RunningRows().Claimed,
            Never),
    };

    private SqlArgs Common(SqlArgs args, WantedItems wanted, int? limit) => args
        .Add(wanted.Queue).Add(wanted.Who.Steps).Add(wanted.Room).Add(limit, NpgsqlDbType.Integer).Add(wanted.Who.Worker)
        .Add(options.Value.Lease).AddId(wanted.Who.TeamId);
}
