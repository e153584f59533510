using Npgsql;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Runs failed items again.</summary>
internal sealed class Retrying(Db db, IOutbox outbox, WaitingItems waiting)
{
    public async Task<RetryResult> RunAsync(Guid teamId, Guid jobId, IReadOnlyCollection<long>? itemIds, CancellationToken cancel)
    {
        try
        {
            return await db.InTransactionAsync(sql => RetryAsync(sql, teamId, jobId, itemIds, cancel), cancel);
        }
        catch (PostgresException duplicate) when (duplicate.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // While this job had ended, another with its dedup key was made: they would be at the same thing.
            return new RetryResult(ChangeOutcome.Refused, 0, default);
        }
    }

    private async Task<RetryResult> RetryAsync(
        ISql sql, Guid teamId, Guid jobId, IReadOnlyCollection<long>? itemIds, CancellationToken cancel)
    {
        var job = await JobChange.HoldAsync(sql, teamId, jobId, cancel);
        if (job is null)
            return new RetryResult(ChangeOutcome.NotFound, 0, default);
        if (job.State == JobState.Cancelled)
            return new RetryResult(ChangeOutcome.Refused, 0, job.State);

        var back = await sql.QueryAsync(
            ControlSql.BringBack,
            args => args.Add(jobId).Add(itemIds?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            row => (Item: ItemRow.Change(row), Failed: row.GetBoolean(10)),
            cancel);
        if (back.Count == 0)
            return new RetryResult(ChangeOutcome.Refused, 0, job.State);

        var failed = back.Count(item => item.Failed);
        var open = (await sql.FirstAsync(
            ControlSql.Reopen, args => args.Add(jobId).Add(failed).Add(back.Count - failed), JobRow.OfTeam, cancel))!;
        await outbox.AddAsync(sql, JobEvents.Of(back.Select(item => item.Item)), cancel);
        await waiting.FollowAsync(sql, [open], cancel);
        return new RetryResult(ChangeOutcome.Done, back.Count, open.Job.State);
    }
}
