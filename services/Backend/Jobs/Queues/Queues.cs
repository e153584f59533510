using Microsoft.Extensions.Options;
using NpgsqlTypes;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Founds, shows and deletes queues; <see cref="QueueUpdate"/> changes them.</summary>
internal sealed class Queues(Db db, IOutbox outbox, QueueUpdate update, IOptions<JobsOptions> options, Random random) : IQueues
{
    public async Task<IReadOnlyList<QueueView>> ListAsync(Guid teamId, CancellationToken cancel) =>
        await db.QueryAsync(QueueSql.List, args => args.Add(teamId).AddId(null), QueueRow.View, cancel);

    public Task<QueueView?> FindAsync(Guid teamId, Guid queueId, CancellationToken cancel) => FindAsync(db, teamId, queueId, cancel);

    public Task<QueueView?> CreateAsync(Guid teamId, NewQueue queue, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                if (await sql.FirstAsync(QueueSql.IsSharedTitle, args => args.Add(queue.Title).AddId(null), row => row.GetBoolean(0), cancel))
                    return null;
                if (await sql.FirstAsync(QueueSql.CountOfTeam, args => args.Add(teamId), row => row.GetInt32(0), cancel)
                    >= options.Value.MaxQueuesOfTeam)
                    throw Problems.TooManyQueues.ToException($"A team has at most {options.Value.MaxQueuesOfTeam} queues.");

                Guid id;
                while ((id = await InsertAsync(sql, teamId, queue, cancel)) == default)
                    if (await sql.FirstAsync(
                        QueueSql.HasTitle, args => args.Add(teamId).Add(queue.Title).AddId(null), row => row.GetBoolean(0), cancel))
                        return null;
                var made = (await FindAsync(sql, teamId, id, cancel))!;
                await outbox.AddAsync(sql, [JobEvents.Of(teamId, made, "created")], cancel);
                return made;
            },
            cancel);

    public Task<ChangeOutcome> UpdateAsync(Guid teamId, Guid queueId, QueueChange change, bool shared, CancellationToken cancel) =>
        update.RunAsync(teamId, queueId, change, shared, cancel);

    public Task<ChangeOutcome> DeleteAsync(Guid teamId, Guid queueId, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                var held = await QueueUpdate.HoldAsync(sql, teamId, queueId, cancel);
                if (held is null)
                    return ChangeOutcome.NotFound;
                if (held.Shared
                    || await sql.FirstAsync(QueueSql.HasUnfinishedJobs, args => args.Add(held.Name), row => row.GetBoolean(0), cancel))
                    return ChangeOutcome.Refused;

                var last = (await FindAsync(sql, teamId, queueId, cancel))!;
                await sql.ExecuteAsync(QueueSql.Delete, args => args.Add(queueId), cancel);
                await outbox.AddAsync(sql, [JobEvents.Of(teamId, last, "deleted")], cancel);
                return ChangeOutcome.Done;
            },
            cancel);

    public async Task<IReadOnlyList<StateCount>> CountJobsAsync(Guid teamId, Guid? queueId, string? kind, CancellationToken cancel) =>
        await db.QueryAsync(
            QueueSql.CountJobs, args => args.Add(teamId).AddId(queueId).AddText(kind), QueueRow.Count, cancel);

    internal static Task<QueueView?> FindAsync(ISql sql, Guid teamId, Guid queueId, CancellationToken cancel) =>
        sql.FirstAsync<QueueView?>(QueueSql.List, args => args.Add(teamId).Add(queueId), QueueRow.View, cancel);

    private Task<Guid> InsertAsync(ISql sql, Guid teamId, NewQueue queue, CancellationToken cancel) =>
        sql.FirstAsync(
            QueueSql.Create,
            args => args
                .Add(teamId).Add(QueueName.For(queue.Title, random)).Add(queue.Title)
                .Add(queue.Mode.Word()).Add(queue.Policy.Word())
                .Add(queue.MaxRunningItems ?? JobsOptions.NoLimit)
                .Add(Limit(queue.MaxRunningJobs), NpgsqlDbType.Integer)
                .Add(Limit(queue.MaxItemsPerJob), NpgsqlDbType.Integer)
                .Add(options.Value.MaxAttempts)
                .AddText(queue.Description).AddJson(queue.Settings?.GetRawText()).Add(queue.Lean),
            row => row.GetGuid(0),
            cancel);

    private static int? Limit(int? most) => most < JobsOptions.NoLimit ? most : null;
}
