using System.Text.Json;
using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Ends attempts: each in one transaction with its outputs, its successors, its job's counters and its events.</summary>
internal sealed class AttemptEnd(Db db, IOutbox outbox, JobEnd jobEnd, IOptions<JobsOptions> options, Random random)
{
    /// <summary>Accepts a result. False when the lease was lost: then nothing happened, and the outputs were not written.</summary>
    public Task<bool> SucceedAsync(Attempt attempt, ItemResult result, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                if (!await HoldAsync(sql, attempt, expired: false, cancel))
                    return false;
                if (result.Commit is { } commit)
                    await commit(sql, cancel);
                if (attempt.Chained)
                    await HoldJobAsync(sql, attempt, cancel);
                var ended = await EndAsync(sql, attempt, ItemState.Succeeded, "succeeded", null, result.Output, cancel);
                var ready = attempt.Chained
                    ? await sql.QueryAsync(
                        EngineSql.ReadySuccessors, args => args.Add(attempt.JobId).Add(ended.Ordinal), ItemRow.Change, cancel)
                    : [];
                await CountAsync(sql, attempt, succeeded: 1, failed: 0, cancelled: 0, [ended.Change, .. ready], cancel);
                return true;
            },
            cancel);

    /// <summary>
    /// Ends an attempt without a result. The item goes back for another attempt if that makes sense; it is cancelled with its job,
    /// and failed otherwise, and whatever waits for it is cancelled too.
    /// </summary>
    public Task<bool> EndAsync(Attempt attempt, Ending ending, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                if (!await HoldAsync(sql, attempt, ending.OnlyIfExpired, cancel))
                    return false;
                var cancelled = await HoldJobAsync(sql, attempt, cancel) == JobState.Cancelled;
                var next = cancelled ? ItemState.Cancelled
                    : ending.Outcome == "released" || (ending.Retry && attempt.Number < attempt.MaxAttempts) ? ItemState.Ready
                    : ItemState.Failed;
                var outcome = cancelled && ending.Outcome == "released" ? "cancelled" : ending.Outcome;
                var reason = cancelled ? "The job was cancelled." : ending.Error;

                if (next == ItemState.Ready)
                {
                    await GiveBackAsync(sql, attempt, outcome, reason, cancel);
                    return true;
                }

                var (change, ordinal) = await EndAsync(sql, attempt, next, outcome, reason, null, cancel);
                var behind = attempt.Chained
                    ? await sql.QueryAsync(
                        EngineSql.CancelSuccessors,
                        args => args.Add(attempt.JobId)
                            .Add($"Step {change.Step} (item {change.ItemId}) was {change.State}: {reason}").Add(ordinal),
                        ItemRow.Change,
                        cancel)
                    : [];
                var failed = next == ItemState.Failed ? 1 : 0;
                await CountAsync(sql, attempt, 0, failed, 1 - failed + behind.Count, [change, .. behind], cancel);
                return true;
            },
            cancel);

    private static async Task<bool> HoldAsync(ISql sql, Attempt attempt, bool expired, CancellationToken cancel) =>
        await sql.FirstAsync(
            EngineSql.HoldAttempt, args => args.Add(attempt.ItemId).Add(attempt.Id).Add(expired), row => row.GetInt64(0), cancel) != 0;

    private static Task<JobState> HoldJobAsync(ISql sql, Attempt attempt, CancellationToken cancel) =>
        sql.FirstAsync(EngineSql.HoldJob, args => args.Add(attempt.JobId), row => States.ParseJob(row.GetString(0)), cancel);

    private static async Task<(ItemChange Change, int Ordinal)> EndAsync(
        ISql sql, Attempt attempt, ItemState state, string outcome, string? error, JsonElement? output, CancellationToken cancel) =>
        await sql.FirstAsync(
            EngineSql.EndItem,
            args => args.Add(attempt.ItemId).Add(attempt.Id).Add(state.Word()).Add(outcome).AddText(error)
                .AddJson(output?.GetRawText()),
            row => (ItemRow.Change(row), row.GetInt32(10)),
            cancel);

    private async Task GiveBackAsync(ISql sql, Attempt attempt, string outcome, string? reason, CancellationToken cancel)
    {
        var delay = RetryDelay.After(attempt.Number, options.Value.RetryBase, options.Value.RetryCap, random);
        var change = await sql.FirstAsync(
            EngineSql.GiveBackItem,
            args => args.Add(attempt.ItemId).Add(attempt.Id).Add(outcome).AddText(reason).Add(delay),
            ItemRow.Change,
            cancel);
        await outbox.AddAsync(sql, JobEvents.Of([change!]), cancel);
        if (outcome == "released")
            await sql.ExecuteAsync(JobSql.Notify, args => args.Add(Listener.ReadyChannel).Add(""), cancel);
    }

    private async Task CountAsync(
        ISql sql, Attempt attempt, int succeeded, int failed, int cancelled, List<ItemChange> changes, CancellationToken cancel)
    {
        var job = await sql.FirstAsync(
            EngineSql.CountItems, args => args.Add(attempt.JobId).Add(succeeded).Add(failed).Add(cancelled), JobRow.OfTeam, cancel);
        await outbox.AddAsync(sql, [.. JobEvents.Of(changes), JobEvents.Of(job!)], cancel);
        await jobEnd.FollowAsync(sql, [job!], cancel);
    }
}

/// <summary>One attempt at one item; <paramref name="Id"/> is the fence token.</summary>
internal sealed record Attempt(long Id, long ItemId, Guid JobId, int Number, int MaxAttempts, bool Chained)
{
    public static Attempt Of(RunningItem item) =>
        new(item.AttemptId, item.ItemId, item.JobId, item.Attempt, item.MaxAttempts, item.Chained);
}

/// <summary>How an attempt ended without a result.</summary>
/// <param name="Outcome">As the attempt's row says: failed, cancelled, lost or released.</param>
/// <param name="OnlyIfExpired">For the rescuer: a heartbeat may have come since it looked.</param>
internal sealed record Ending(string Outcome, string? Error, bool Retry, bool OnlyIfExpired = false)
{
    private const int LongestReason = 2_000;

    public static Ending Failed(string reason, bool retry) => new("failed", StoredText.Fit(reason, LongestReason), retry);

    public static Ending Lost(string worker) =>
        new("lost", $"Worker {worker} gave no sign of life until its lease ran out.", Retry: true, OnlyIfExpired: true);

    public static readonly Ending Cancelled = new("cancelled", "The job was cancelled.", Retry: false);

    /// <summary>The host stops: another may take the item at once, and this attempt does not count.</summary>
    public static readonly Ending Released = new("released", null, Retry: true);
}
