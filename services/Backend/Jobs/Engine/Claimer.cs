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
    IOptions<JobsOptions> options,
    TimeProvider clock)
{
    // Queues that could not be claimed from at once when they were last looked at.
    private readonly ConcurrentDictionary<string, bool> _limited = new();

    public Task<List<string>> QueuesWithWorkAsync(CancellationToken cancel) =>
        db.QueryAsync(ClaimSql.QueuesWithWork, null, row => row.GetString(0), cancel);

    public Task ReadyAfterBackOffAsync(CancellationToken cancel) =>
        db.ExecuteAsync(ClaimSql.ReadyAfterBackOff, null, cancel);

    /// <summary>At most <paramref name="room"/> items of <paramref name="queue"/>, leased to <paramref name="who"/>.</summary>
    public async Task<List<RunningItem>> ClaimAsync(string queue, Claimant who, int room, CancellationToken cancel) =>
        (await ClaimAsync(queue, who, room, Place.First, begin: null, cancel)).Items;

    /// <summary>The same from <paramref name="from"/> on, for who knows that there is nothing before.</summary>
    /// <param name="begin">
    /// Called as soon as the items may be worked on: where nothing counts them, while their claim is still being committed. See ADR 15.
    /// </param>
    /// <returns>The items, and whether there are limits, for which there may be fewer than could run.</returns>
    public async Task<(List<RunningItem> Items, bool Limited)> ClaimAsync(
        string queue, Claimant who, int room, Place from, Action<List<RunningItem>>? begin, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var usageLimits = await limitedKeys.AnyAsync(cancel);
        List<RunningItem> early = [];
        (List<RunningItem> Items, bool Limited) claimed;
        try
        {
            // Not cancelled half-way: a claim that was committed but not heard of would wait for its lease to run out.
            claimed = await connection.InTransactionAsync(sql => ClaimAsync(
                sql, queue, who, room, from, usageLimits, atOnce =>
                {
                    early = atOnce;
                    begin?.Invoke(atOnce);
                }));
        }
        catch
        {
            Lose(early);
            throw;
        }

        if (claimed.Items.Count > 0)
        {
            claimed.Items[0].Handful?.Settle(kept: true);
            metrics.Claimed(queue, claimed.Items);
            if (early.Count == 0)
                begin?.Invoke(claimed.Items);
        }
        return claimed;
    }

    private async Task<(List<RunningItem> Items, bool Limited)> ClaimAsync(
        ISql sql, string queue, Claimant who, int room, Place from, bool usageLimits, Action<List<RunningItem>> begin)
    {
        var cancel = CancellationToken.None;
        var rows = new RunningRows();
        if (!usageLimits && !_limited.ContainsKey(queue))
        {
            var atOnce = await ClaimAtOnceAsync(sql, queue, who, room, from, rows, cancel);
            if (atOnce.Count > 0)
            {
                begin(atOnce);
                await sql.ExecuteLastAsync(ClaimSql.DoNotWaitForDisk, null, cancel);
                await CompleteAsync(sql, queue, atOnce, cancel);
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
            await CompleteAsync(sql, queue, claimed, cancel);
        return (claimed, limited || !limits.IsNone);
    }

    /// <summary>What else a claim changes, in the round trip of its commit.</summary>
    private async Task CompleteAsync(ISql sql, string queue, List<RunningItem> claimed, CancellationToken cancel)
    {
        var jobs = claimed.Select(item => item.JobId).Distinct().ToArray();
        await sql.ExecuteLastAsync(ClaimSql.BeginJobs, args => args.Add(jobs).Add(clock.GetUtcNow()), cancel);
        if (claimed[0].Handful is { } handful)
        {
            var ids = claimed.Select(item => item.ItemId).ToArray();
            await sql.ExecuteLastAsync(
                ClaimSql.KeepHandful, args => args.Add(handful.Id).Add(queue).Add(ids).Add(empty.Take()), cancel);
        }
        var leased = claimed.Where(item => !item.Lean).Select(item => item.Changed(ItemState.Leased));
        await outbox.AddAsync(sql, JobEvents.Of(leased), cancel);
    }

    /// <summary>Their claim was not committed, as far as is known; if it was, the rescuer finds them.</summary>
    private static void Lose(List<RunningItem> items)
    {
        foreach (var item in items)
            item.Stop(StopReason.LeaseLost);
        if (items.Count > 0)
            items[0].Handful?.Settle(kept: false);
    }

    private Task<List<RunningItem>> ClaimAtOnceAsync(
        ISql sql, string queue, Claimant who, int room, Place from, RunningRows rows, CancellationToken cancel) =>
        sql.QueryAsync(
            ClaimSql.ClaimAtOnce,
            args => Common(args, queue, who, room, JobsOptions.NoLimit).Add(from.Turn).Add(from.Id),
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
