using Npgsql;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Changes a queue, and the jobs that wait in it with it.</summary>
internal sealed class QueueUpdate(Db db, IOutbox outbox, WaitingItems waiting)
{
    public async Task<ChangeOutcome> RunAsync(Guid teamId, Guid queueId, QueueChange change, bool shared, CancellationToken cancel)
    {
        try
        {
            return await db.InTransactionAsync(sql => ChangeAsync(sql, teamId, queueId, change, shared, cancel), cancel);
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Somebody else gave another queue of the team this title at the same moment.
            return ChangeOutcome.Refused;
        }
    }

    internal static Task<HeldQueue?> HoldAsync(ISql sql, Guid teamId, Guid queueId, CancellationToken cancel) =>
        sql.FirstAsync<HeldQueue?>(
            QueueSql.Hold,
            args => args.Add(teamId).Add(queueId),
            row => new HeldQueue(row.GetString(0), row.GetBoolean(1), Enum.Parse<QueuePolicy>(row.GetString(2), ignoreCase: true)),
            cancel);

    private async Task<ChangeOutcome> ChangeAsync(
        ISql sql, Guid teamId, Guid queueId, QueueChange change, bool shared, CancellationToken cancel)
    {
        var held = await HoldAsync(sql, teamId, queueId, cancel);
        if (held is null)
            return ChangeOutcome.NotFound;
        if ((held.Shared && !shared) || await IsTakenAsync(sql, teamId, queueId, change.Title, cancel))
            return ChangeOutcome.Refused;

        await sql.ExecuteAsync(QueueSql.Update, args => Arguments(args, queueId, change), cancel);
        await ApplyToJobsAsync(sql, held, change, cancel);
        var changed = (await Queues.FindAsync(sql, teamId, queueId, cancel))!;
        await outbox.AddAsync(sql, [JobEvents.Of(teamId, changed, "updated")], cancel);
        // More room, or a queue that was paused: workers would see it with their next poll.
        await sql.ExecuteAsync(JobSql.Notify, args => args.Add(Listener.ReadyChannel).Add(ReadyNotice.Whole(held.Name)), cancel);
        return ChangeOutcome.Done;
    }

    private async Task ApplyToJobsAsync(ISql sql, HeldQueue queue, QueueChange change, CancellationToken cancel)
    {
        // Clients send the policy along with what they change: as long as it stays, so does the order that people made.
        var newPolicy = change.Policy is { } policy && policy != queue.Policy;
        var automatic = change.Mode == QueueMode.Automatic;
        if (!newPolicy && !automatic)
            return;

        await sql.ExecuteAsync(QueueSql.HoldUnfinishedJobs, args => args.Add(queue.Name), cancel);
        if (newPolicy)
        {
            var moved = await sql.QueryAsync(QueueSql.RecomputeTurns, args => args.Add(queue.Name), row => row.GetGuid(0), cancel);
            await WaitingItems.FollowTurnAsync(sql, moved, cancel);
        }
        if (automatic)
        {
            var released = await sql.QueryAsync(QueueSql.ReleaseJobs, args => args.Add(queue.Name), JobRow.OfTeam, cancel);
            await waiting.FollowAsync(sql, released, cancel);
        }
    }

    private static async Task<bool> IsTakenAsync(ISql sql, Guid teamId, Guid queueId, string? title, CancellationToken cancel) =>
        title is not null
        && (await sql.FirstAsync(QueueSql.IsSharedTitle, args => args.Add(title).Add(queueId), row => row.GetBoolean(0), cancel)
            || await sql.FirstAsync(
                QueueSql.HasTitle, args => args.Add(teamId).Add(title).Add(queueId), row => row.GetBoolean(0), cancel));

    private static void Arguments(SqlArgs args, Guid queueId, QueueChange change) => args
        .Add(queueId).AddText(change.Title).AddText(change.Mode?.Word()).AddText(change.State?.Word()).AddText(change.Policy?.Word())
        .Add(change.MaxRunningItems, NpgsqlDbType.Integer)
        .Add(change.MaxRunningJobs, NpgsqlDbType.Integer)
        .Add(change.MaxItemsPerJob, NpgsqlDbType.Integer)
        .AddText(change.Description).AddJson(change.Settings?.GetRawText()).Add(JobsOptions.NoLimit);
}

/// <summary>A queue that is held for a change.</summary>
internal sealed record HeldQueue(string Name, bool Shared, QueuePolicy Policy);
