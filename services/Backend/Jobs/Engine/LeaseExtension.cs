using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Extends leases and writes progress, all in one statement.</summary>
internal sealed class LeaseExtension(Db db, IOutbox outbox, IOptions<JobsOptions> options)
{
    /// <returns>The attempts that are still held, each with whether its job was cancelled.</returns>
    public async Task<Dictionary<long, bool>> ExtendAsync(IReadOnlyCollection<RunningItem> items, CancellationToken cancel)
    {
        // By attempt: after a rescue, this process may hold a lost attempt and a new one at the same item.
        var beats = items.ToDictionary(item => item.AttemptId, item => (Item: item, item.Progress));
        var held = await db.InTransactionAsync(
            async sql =>
            {
                var found = await sql.QueryAsync(
                    EngineSql.Beat,
                    args => args
                        .Add(beats.Values.Select(beat => beat.Item.ItemId).ToArray())
                        .Add(beats.Keys.ToArray())
                        .Add(beats.Values.Select(beat => beat.Progress).ToArray())
                        .Add(options.Value.Lease),
                    row => (AttemptId: row.GetInt64(0), JobCancelled: row.GetBoolean(1)),
                    cancel);
                var moved = found.Select(row => beats[row.AttemptId])
                    .Where(beat => beat.Progress != beat.Item.WrittenProgress).Select(beat => beat.Item.ItemId).ToArray();
                if (moved.Length > 0)
                {
                    var changes = await sql.QueryAsync(EngineSql.Changes, args => args.Add(moved), ItemRow.Change, cancel);
                    await outbox.AddAsync(sql, JobEvents.Of(changes), cancel);
                }
                return found.ToDictionary(row => row.AttemptId, row => row.JobCancelled);
            },
            cancel);
        foreach (var attempt in held.Keys)
            beats[attempt].Item.WrittenProgress = beats[attempt].Progress;
        return held;
    }
}
