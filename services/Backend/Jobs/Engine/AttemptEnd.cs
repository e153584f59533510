using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
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
                var ended = attempt.Lean
                    ? await DropAsync(sql, attempt, cancel)
                    : await EndAsync(sql, attempt, ItemState.Succeeded, "succeeded", null, result.Output, cancel);
                List<ItemChange> changes = attempt.Lean ? [] : [ended.Change];
                if (attempt.Chained)
                {
                    var ready = await sql.QueryAsync(
                        EngineSql.ReadySuccessors, args => args.Add(attempt.JobId).Add(ended.Ordinal), ItemRow.Change, cancel);
                    changes.AddRange(ready);
                    await NotifyReadyAsync(sql, ready, cancel);
                }
                await CountAsync(sql, attempt.JobId, succeeded: 1, failed: 0, cancelled: 0, changes, cancel);
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
                await CountAsync(sql, attempt.JobId, 0, failed, 1 - failed + behind.Count, [change, .. behind], cancel);
                return true;
            },
            cancel);

    /// <summary>
    /// Accepts the results of many items that have no <c>Commit</c> and no successors, in the caller's transaction.
    /// </summary>
    /// <returns>The attempts that were accepted; the others had lost their lease.</returns>
    public async Task<HashSet<long>> SucceedAsync(
        ISql sql, IReadOnlyCollection<(RunningItem Item, ItemResult Result)> successes, CancellationToken cancel)
    {
        var full = successes.Where(success => !success.Item.Lean).ToList();
        var lean = successes.Where(success => success.Item.Lean).Select(success => success.Item).ToList();
        var jobs = new List<(TeamJob Job, long[] Accepted)>();
        if (full.Count > 0)
            jobs.AddRange(await sql.QueryAsync(
                EngineSql.EndItems,
                args => args.Add(full.Select(success => success.Item.ItemId).ToArray())
                    .Add(full.Select(success => success.Item.AttemptId).ToArray())
                    .Add(full.Select(success => success.Result.Output?.GetRawText()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
                Counted,
                cancel));
        if (lean.Count > 0)
            jobs.AddRange(await sql.QueryAsync(
                EngineSql.DropItems,
                args => args.Add(lean.Select(item => item.ItemId).ToArray()).Add(lean.Select(item => item.AttemptId).ToArray()),
                Counted,
                cancel));

        var accepted = jobs.SelectMany(job => job.Accepted).ToHashSet();
        var changes = full.Where(success => accepted.Contains(success.Item.AttemptId)).Select(success => success.Item.Changed(ItemState.Succeeded));
        await outbox.AddAsync(sql, [.. JobEvents.Of(changes), .. jobs.Select(job => JobEvents.Of(job.Job))], cancel);
        await jobEnd.FollowAsync(sql, jobs.Select(job => job.Job), cancel);
        return accepted;
    }

    /// <summary>Gives items back that nobody has begun: as if they had not been claimed. Those of a cancelled job are cancelled.</summary>
    public Task ReturnAsync(IReadOnlyCollection<RunningItem> unbegun, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                var held = await sql.QueryAsync(
                    EngineSql.HoldUnbegun,
                    args => args.Add(unbegun.Select(item => item.ItemId).ToArray()).Add(unbegun.Select(item => item.AttemptId).ToArray()),
                    row => (ItemId: row.GetInt64(0), JobId: row.GetGuid(1)),
                    cancel);
                var cancelled = (await sql.QueryAsync(
                        EngineSql.HoldJobs,
                        args => args.Add(held.Select(item => item.JobId).Distinct().ToArray()),
                        row => (Id: row.GetGuid(0), State: States.ParseJob(row.GetString(1))),
                        cancel))
                    .Where(job => job.State == JobState.Cancelled).Select(job => job.Id).ToHashSet();

                var ended = await sql.QueryAsync(
                    EngineSql.CancelItems,
                    args => args.Add(held.Where(item => cancelled.Contains(item.JobId)).Select(item => item.ItemId).ToArray())
                        .Add(Ending.Cancelled.Error!),
                    ItemRow.Change,
                    cancel);
                var returned = await sql.QueryAsync(
                    EngineSql.ReturnItems,
                    args => args.Add(held.Where(item => !cancelled.Contains(item.JobId)).Select(item => item.ItemId).ToArray()),
                    ItemRow.Change,
                    cancel);
                await outbox.AddAsync(sql, JobEvents.Of([.. returned, .. ended]), cancel);
                await NotifyReadyAsync(sql, returned, cancel);
                foreach (var job in ended.GroupBy(item => item.JobId))
                    await CountAsync(sql, job.Key, 0, 0, job.Count(), [], cancel);
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

    private static async Task<(ItemChange Change, int Ordinal)> DropAsync(ISql sql, Attempt attempt, CancellationToken cancel) =>
        await sql.FirstAsync(
            EngineSql.DropItem,
            args => args.Add(attempt.ItemId).Add(attempt.Id),
            row => (ItemRow.Change(row), row.GetInt32(10)),
            cancel);

    private static Task NotifyReadyAsync(ISql sql, List<ItemChange> ready, CancellationToken cancel) =>
        ready.Count == 0
            ? Task.CompletedTask
            : sql.ExecuteAsync(EngineSql.NotifyReady, args => args.Add(ready.Select(item => item.ItemId).ToArray()), cancel);

    private static (TeamJob Job, long[] Accepted) Counted(NpgsqlDataReader row) =>
        (JobRow.OfTeam(row), row.GetFieldValue<long[]>(row.FieldCount - 1));

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
            await NotifyReadyAsync(sql, [change!], cancel);
    }

    private async Task CountAsync(
        ISql sql, Guid jobId, int succeeded, int failed, int cancelled, List<ItemChange> changes, CancellationToken cancel)
    {
        var job = await sql.FirstAsync(
            EngineSql.CountItems, args => args.Add(jobId).Add(succeeded).Add(failed).Add(cancelled), JobRow.OfTeam, cancel);
        await outbox.AddAsync(sql, [.. JobEvents.Of(changes), JobEvents.Of(job!)], cancel);
        await jobEnd.FollowAsync(sql, [job!], cancel);
    }
}

/// <summary>One attempt at one item; <paramref name="Id"/> is the fence token.</summary>
internal sealed record Attempt(long Id, long ItemId, Guid JobId, int Number, int MaxAttempts, bool Chained, bool Lean = false)
{
    public static Attempt Of(RunningItem item) =>
        new(item.AttemptId, item.ItemId, item.JobId, item.Attempt, item.MaxAttempts, item.Chained, item.Lean);
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
