using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Extends the leases of all running items, and writes their progress, in one statement.</summary>
internal sealed partial class Heartbeat(
    Db db, IOutbox outbox, RunningItems running, IOptions<JobsOptions> options, TimeProvider clock, ILogger<Heartbeat> logger)
{
    public async Task RunAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.Value.Pulse, clock);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                if (!await timer.WaitForNextTickAsync(cancel))
                    return;
                var due = running.Items.Where(IsDue).ToList();
                if (due.Count > 0)
                    await BeatAsync(due, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                Log.BeatFailed(logger, e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool IsDue(RunningItem item) =>
        !item.Ending
        && (item.Progress != item.WrittenProgress || clock.GetElapsedTime(item.BeatAt) >= options.Value.Heartbeat);

    private async Task BeatAsync(List<RunningItem> due, CancellationToken cancel)
    {
        // By attempt: after a rescue, this process may hold a lost attempt and a new one at the same item.
        var beats = due.ToDictionary(item => item.AttemptId, item => (Item: item, item.Progress));
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

        foreach (var (item, progress) in beats.Values)
        {
            if (!held.TryGetValue(item.AttemptId, out var jobCancelled))
            {
                item.Stop(StopReason.LeaseLost);
                continue;
            }
            item.WrittenProgress = progress;
            item.BeatAt = clock.GetTimestamp();
            if (jobCancelled)
                item.Stop(StopReason.Cancelled);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Extending the leases failed: {Reason}")]
        public static partial void BeatFailed(ILogger logger, string reason);
    }
}
