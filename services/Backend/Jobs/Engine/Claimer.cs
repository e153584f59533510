using System.Collections.Concurrent;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Takes the items whose turn it is, within the limits of their queue.</summary>
internal sealed class Claimer(
    Db db,
    EngineConnection connection,
    IOutbox outbox,
    ClaimStatements statements,
    LimitedKeys limitedKeys,
    LimitedClaim limitedClaim,
    EmptyHandfuls empty,
    JobMetrics metrics,
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
        (await ClaimAsync(new WantedItems(queue, who, room, Place.First), begin: null, cancel)).Items;

    /// <param name="begin">
    /// Called as soon as the items may be worked on: where nothing counts them, while their claim is still being committed. See ADR 15.
    /// </param>
    /// <returns>The items, and whether there are limits, for which there may be fewer than could run.</returns>
    public async Task<(List<RunningItem> Items, bool Limited)> ClaimAsync(
        WantedItems wanted, Action<List<RunningItem>>? begin, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var usageLimits = await limitedKeys.AnyAsync(cancel);
        List<RunningItem> early = [];
        (List<RunningItem> Items, bool Limited) claimed;
        try
        {
            // Not cancelled half-way: a claim that was committed but not heard of would wait for its lease to run out.
            claimed = await connection.InTransactionAsync(sql => ClaimAsync(sql, wanted, usageLimits, atOnce =>
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
            metrics.Claimed(wanted.Queue, claimed.Items);
            if (early.Count == 0)
                begin?.Invoke(claimed.Items);
        }
        return claimed;
    }

    private async Task<(List<RunningItem> Items, bool Limited)> ClaimAsync(
        ISql sql, WantedItems wanted, bool usageLimits, Action<List<RunningItem>> begin)
    {
        if (!usageLimits && !_limited.ContainsKey(wanted.Queue))
        {
            var atOnce = await statements.ClaimAtOnceAsync(sql, wanted);
            if (atOnce.Count > 0)
            {
                begin(atOnce);
                await sql.ExecuteLastAsync(ClaimSql.DoNotWaitForDisk, null, CancellationToken.None);
                await CompleteAsync(sql, wanted.Queue, atOnce);
                return (atOnce, false);
            }
        }

        return await ClaimWithinLimitsAsync(sql, wanted, usageLimits);
    }

    private async Task<(List<RunningItem> Items, bool Limited)> ClaimWithinLimitsAsync(ISql sql, WantedItems wanted, bool usageLimits)
    {
        if (await ClaimStatements.HoldQueueAsync(sql, wanted.Queue) is not { } limits)
            return ([], false);
        if (limits.IsNone)
            _limited.TryRemove(wanted.Queue, out _);
        else
            _limited[wanted.Queue] = true;

        var (claimed, limited) = usageLimits
            ? await limitedClaim.ClaimAsync(sql, wanted, limits)
            : (await statements.ClaimAsync(sql, wanted, limits), false);
        foreach (var item in claimed)
            item.Lean = limits.Lean;
        if (claimed.Count > 0)
            await CompleteAsync(sql, wanted.Queue, claimed);
        return (claimed, limited || !limits.IsNone);
    }

    /// <summary>What else a claim changes, in the round trip of its commit.</summary>
    private async Task CompleteAsync(ISql sql, string queue, List<RunningItem> claimed)
    {
        var cancel = CancellationToken.None;
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
}

/// <summary>What a claim looks for: at most <paramref name="Room"/> items.</summary>
/// <param name="From">Where in the queue's order to begin, for who knows that there is nothing before.</param>
internal sealed record WantedItems(string Queue, Claimant Who, int Room, Place From);
