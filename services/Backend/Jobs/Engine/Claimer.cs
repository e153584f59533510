using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Takes the items whose turn it is, within the limits of their queue.</summary>
internal sealed class Claimer(Db db, IOutbox outbox, JobMetrics metrics, IOptions<JobsOptions> options)
{
    public Task<List<string>> QueuesWithWorkAsync(CancellationToken cancel) =>
        db.QueryAsync(EngineSql.QueuesWithWork, null, row => row.GetString(0), cancel);

    public Task ReadyAfterBackOffAsync(CancellationToken cancel) =>
        db.ExecuteAsync(EngineSql.ReadyAfterBackOff, null, cancel);

    /// <summary>At most <paramref name="room"/> items of <paramref name="queue"/>, leased to <paramref name="who"/>.</summary>
    public async Task<List<RunningItem>> ClaimAsync(string queue, Claimant who, int room, CancellationToken cancel)
    {
        var claimed = await ClaimUnmeasuredAsync(queue, who, room, cancel);
        if (claimed.Count > 0)
            metrics.Claimed(queue, claimed);
        return claimed;
    }

    private Task<List<RunningItem>> ClaimUnmeasuredAsync(string queue, Claimant who, int room, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                var limits = await sql.FirstAsync(
                    EngineSql.HoldQueue,
                    args => args.Add(queue),
                    row => new Limits(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetInt32(1), row.IsDBNull(2) ? null : row.GetInt32(2)),
                    cancel);
                if (limits is null)
                    return [];

                var claimed = limits is { Jobs: null, ItemsPerJob: null }
                    ? await sql.QueryAsync(EngineSql.Claim, args => Common(args, queue, who, room, limits), RunningRow.Item, cancel)
                    : await sql.QueryAsync(
                        EngineSql.ClaimByJob,
                        args => Common(args, queue, who, room, limits)
                            .Add(limits.Jobs ?? int.MaxValue).Add(limits.ItemsPerJob ?? int.MaxValue),
                        RunningRow.Item,
                        cancel);
                if (claimed.Count > 0)
                    await AnnounceAsync(sql, claimed, cancel);
                return claimed;
            },
            cancel);

    private async Task AnnounceAsync(ISql sql, List<RunningItem> claimed, CancellationToken cancel)
    {
        var starting = claimed.Where(item => item.StartsJob).Select(item => item.JobId).Distinct().ToArray();
        var started = starting.Length == 0
            ? []
            : await sql.QueryAsync(EngineSql.StartJobs, args => args.Add(starting), JobRow.OfTeam, cancel);
        var leased = claimed.Select(item => new ItemChange(
            item.TeamId, item.JobId, item.ItemId, item.Kind, item.Step, item.AssetId, ItemState.Leased.Word(), 0, item.Attempt, null));
        await outbox.AddAsync(sql, [.. started.Select(JobEvents.Of), .. JobEvents.Of(leased)], cancel);
    }

    private SqlArgs Common(SqlArgs args, string queue, Claimant who, int room, Limits limits) => args
        .Add(queue).Add(who.Steps).Add(room).Add(limits.Items).Add(who.Worker).Add(options.Value.Lease).AddId(who.TeamId);

    private sealed record Limits(int Items, int? Jobs, int? ItemsPerJob);
}
