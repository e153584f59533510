using System.Text.Json;
using Microsoft.Extensions.Options;
using Suite.Platform;
using Suite.ServiceDefaults;

namespace Suite.Jobs;

/// <summary>Ends an item because a person, or a client that did the work itself, says so.</summary>
internal sealed class HandEnd(Db db, IOutbox outbox, JobEnd jobEnd, IOptions<JobsOptions> options)
{
    private const string Worker = "by hand";
    private const int LongestReason = 2_000;

    public Task<ChangeOutcome> RunAsync(
        Guid teamId, long itemId, ItemState state, JsonElement? result, string? error, CancellationToken cancel)
    {
        if (state is not (ItemState.Succeeded or ItemState.Failed or ItemState.Cancelled))
            throw new ArgumentOutOfRangeException(nameof(state), state, "An item ends succeeded, failed or cancelled.");
        var output = result?.GetRawText();
        if (output?.Length > options.Value.MaxOutputLength)
            throw Problems.OutputTooLarge.ToException(
                $"The result has {output.Length} characters; {options.Value.MaxOutputLength} are allowed.");
        if (result is { } json && !StoredText.CanHold(json))
            throw CommonProblems.InvalidRequest.ToException("The result holds a character or a number that cannot be stored.");
        var reason = state == ItemState.Succeeded ? null : StoredText.Fit(error ?? $"Marked {state.Word()} by hand.", LongestReason);
        return db.InTransactionAsync(sql => EndAsync(sql, teamId, itemId, state, output, reason, cancel), cancel);
    }

    private async Task<ChangeOutcome> EndAsync(
        ISql sql, Guid teamId, long itemId, ItemState state, string? output, string? reason, CancellationToken cancel)
    {
        var jobId = await sql.FirstAsync(
            ControlSql.JobOfItem, args => args.Add(teamId).Add(itemId), row => row.GetGuid(0), cancel);
        if (await JobChange.HoldAsync(sql, teamId, jobId, cancel) is null)
            return ChangeOutcome.NotFound;

        var (item, ordinal) = await sql.FirstAsync(
            ControlSql.EndByHand,
            args => args.Add(itemId).Add(state.Word()).Add(Worker).AddText(reason).AddJson(output),
            row => (ItemRow.Change(row), row.GetInt32(10)),
            cancel);
        if (item is null)
            return ChangeOutcome.Refused;

        var behind = state == ItemState.Succeeded
            ? await sql.QueryAsync(EngineSql.ReadySuccessors, args => args.Add(jobId).Add(ordinal), ItemRow.Change, cancel)
            : await sql.QueryAsync(
                EngineSql.CancelSuccessors,
                args => args.Add(jobId).Add($"Step {item.Step} (item {itemId}) was {item.State}: {reason}").Add(ordinal),
                ItemRow.Change,
                cancel);
        var (succeeded, failed) = (state == ItemState.Succeeded ? 1 : 0, state == ItemState.Failed ? 1 : 0);
        var cancelled = succeeded == 1 ? 0 : 1 - failed + behind.Count;
        var job = (await sql.FirstAsync(
            EngineSql.CountItems, args => args.Add(jobId).Add(succeeded).Add(failed).Add(cancelled), JobRow.OfTeam, cancel))!;
        await outbox.AddAsync(sql, [.. JobEvents.Of([item, .. behind]), JobEvents.Of(job)], cancel);
        await jobEnd.FollowAsync(sql, [job], cancel);
        if (succeeded == 1 && behind.Count > 0)
            await sql.ExecuteAsync(JobSql.Notify, args => args.Add(Listener.ReadyChannel).Add(ReadyNotice.Whole(job.Job.Queue)), cancel);
        return ChangeOutcome.Done;
    }
}
