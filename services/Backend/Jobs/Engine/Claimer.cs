using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Takes the items whose turn it is, within the limits of their queue.</summary>
internal sealed class Claimer(
    Db db,
    EngineConnection connection,
    IOutbox outbox,
    LimitedKeys limitedKeys,
    LimitedClaim limitedClaim,
    EmptyHandfuls empty,
    JobMetrics metrics,
    IOptions<JobsOptions> options)
{
    // Queues that could not be claimed from at once when they were last looked at.
    private readonly ConcurrentDictionary<string, bool> _limited = new();

    public Task<List<string>> QueuesWithWorkAsync(CancellationToken cancel) =>
        db.QueryAsync(ClaimSql.QueuesWithWork, null, row => row.GetString(0), cancel);

    public Task ReadyAfterBackOffAsync(CancellationToken cancel) =>
        db.ExecuteAsync(ClaimSql.ReadyAfterBackOff, null, cancel);

    /// <summary>At most <paramref name="room"/> items of <paramref name="queue"/>, leased to <paramref name="who"/>.</summary>
    public async Task<List<RunningItem>> ClaimAsync(string queue, Claimant who, int room, CancellationToken cancel) =>
        (await ClaimAsync(queue, who, room, Place.First, cancel)).Items;

    /// <summary>The same from <paramref name="from"/> on, for who knows that there is nothing before.</summary>
    /// <returns>The items, and whether there are limits, for which there may be fewer than could run.</returns>
    public async Task<(List<RunningItem> Items, bool Limited)> ClaimAsync(
        string queue, Claimant who, int room, Place from, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var usageLimits = await limitedKeys.AnyAsync(cancel);
        // Not cancelled half-way: a claim that was committed but not heard of would wait for its lease to run out.
        var claimed = await connection.InTransactionAsync(sql => ClaimAsync(sql, queue, who, room, from, usageLimits));
        if (claimed.Items.Count > 0)
            metrics.Claimed(queue, claimed.Items);
        return claimed;
    }

    private async Task<(List<RunningItem> Items, bool Limited)> ClaimAsync(
        ISql sql, string queue, Claimant who, int room, Place from, bool usageLimits)
    {
        var cancel = CancellationToken.None;
        var rows = new RunningRows();
        if (!usageLimits && !_limited.ContainsKey(queue))
        {
            var atOnce = await ClaimAtOnceAsync(sql, queue, who, room, from, rows, cancel);
            if (atOnce.Count > 0)
            {
                await sql.ExecuteLastAsync(ClaimSql.DoNotWaitForDisk, null, cancel);
                await AnnounceAsync(sql, atOnce, rows.Begun, cancel);
                return (atOnce, false);
            }
        }

        var limits = await sql.FirstAsync(
            ClaimSql.HoldQueue, args => args.Add(queue).Add(JobsOptions.NoLimit), QueueLimits.Of, cancel);
        if (limits is null)
            return ([], false);
        if (limits.IsNone)
            _limited.TryRemove(queue, out _);
        else
            _limited[queue] = true;

        var (claimed, limited) = usageLimits
            ? await limitedClaim.ClaimAsync(sql, queue, who, room, limits, rows, cancel)
            : (await ClaimAsync(sql, queue, who, room, from, limits, rows, cancel), false);
        foreach (var item in claimed)
            item.Lean = limits.Lean;
        if (claimed.Count > 0)
            await AnnounceAsync(sql, claimed, rows.Begun, cancel);
        return (claimed, limited || !limits.IsNone);
    }

    private Task<List<RunningItem>> ClaimAtOnceAsync(
        ISql sql, string queue, Claimant who, int room, Place from, RunningRows rows, CancellationToken cancel) =>
        sql.QueryAsync(
            ClaimSql.ClaimAtOnce,
            args => Common(args, queue, who, room, JobsOptions.NoLimit).Add(from.Turn).Add(from.Id).Add(empty.Take()),
            rows.Claimed,
            cancel);

    private Task<List<RunningItem>> ClaimAsync(
        ISql sql, string queue, Claimant who, int room, Place from, QueueLimits limits, RunningRows rows, CancellationToken cancel) =>
        limits switch
        {
            { IsNone: true } => ClaimAtOnceAsync(sql, queue, who, room, from, rows, cancel),
            { Jobs: null, ItemsPerJob: null } => sql.QueryAsync(
                ClaimSql.Claim, args => Common(args, queue, who, room, limits.Items).Add(from.Turn).Add(from.Id), rows.Claimed, cancel),
            _ => sql.QueryAsync(
                ClaimSql.ClaimByJob,
                args => Common(args, queue, who, room, limits.Items)
                    .Add(limits.Jobs ?? int.MaxValue).Add(limits.ItemsPerJob ?? int.MaxValue),
                rows.Claimed,
                cancel),
        };

    private Task AnnounceAsync(ISql sql, List<RunningItem> claimed, IReadOnlyList<BegunJob> begun, CancellationToken cancel)
    {
        var leased = claimed.Where(item => !item.Lean).Select(item => item.Changed(ItemState.Leased));
        return outbox.AddAsync(sql, [.. begun.Select(JobEvents.Of), .. JobEvents.Of(leased)], cancel);
    }

    private SqlArgs Common(SqlArgs args, string queue, Claimant who, int room, int? limit) => args
        .Add(queue).Add(who.Steps).Add(room).Add(limit, NpgsqlDbType.Integer).Add(who.Worker).Add(options.Value.Lease).AddId(who.TeamId);
}

/// <summary>How many items of a queue, jobs of it, and items of each job may run at once; null: any number.</summary>
internal sealed record QueueLimits(int? Items, int? Jobs, int? ItemsPerJob, bool Lean)
{
    public bool IsNone => this is { Items: null, Jobs: null, ItemsPerJob: null };

    public static QueueLimits Of(NpgsqlDataReader row) => new(
        row.GetInt32(0) is var items && items < JobsOptions.NoLimit ? items : null,
        row.NumberOrNull(1),
        row.NumberOrNull(2),
        row.GetBoolean(3));
}
