using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Puts jobs into the order that a person wants.</summary>
internal sealed class Reordering(Db db, IOutbox outbox)
{
    private const int PriorityStep = 10;
    private const int LowestPriority = 1_000_000;

    public Task<int> RunAsync(Guid teamId, IReadOnlyList<Guid> jobIds, CancellationToken cancel) =>
        db.InTransactionAsync(
            async sql =>
            {
                var asked = jobIds.Distinct().ToArray();
                await sql.ExecuteAsync(ControlSql.HoldQueuesOfJobs, args => args.Add(teamId).Add(asked), cancel);
                var held = await sql.QueryAsync(
                    ControlSql.HoldJobs,
                    args => args.Add(teamId).Add(asked),
                    row => new Turn(row.GetGuid(0), row.GetString(1), row.Time(2)),
                    cancel);
                if (held.Count == 0)
                    return 0;

                var places = Places(held, asked);
                var changed = await sql.QueryAsync(
                    ControlSql.PutInOrder,
                    args => args
                        .Add(places.Select(place => place.JobId).ToArray())
                        .Add(places.Select((_, index) => Math.Min(index * PriorityStep, LowestPriority)).ToArray())
                        .Add(places.Select(place => place.At).ToArray()),
                    JobRow.OfTeam,
                    cancel);
                await WaitingItems.FollowTurnAsync(sql, places.Select(place => place.JobId), cancel);
                var order = new JobsReordered([.. places.Select(place => place.JobId)]);
                await outbox.AddAsync(
                    sql, [.. changed.Select(JobEvents.Of), new NewEvent(JobsReordered.Topic, teamId, order, Live: true)], cancel);
                return changed.Count;
            },
            cancel);

    // The jobs share out the turns that they have among themselves, so none of them moves past a job that was not named.
    private static List<Turn> Places(List<Turn> held, Guid[] asked)
    {
        var queueOf = held.ToDictionary(job => job.JobId, job => job.Queue);
        var turns = held.GroupBy(job => job.Queue).ToDictionary(
            queue => queue.Key, queue => new Queue<DateTimeOffset>(Distinct(queue.Select(job => job.At).Order())));
        return [.. asked.Where(queueOf.ContainsKey).Select(id => new Turn(id, queueOf[id], turns[queueOf[id]].Dequeue()))];
    }

    // Of equal turns the id would decide, and not the person.
    private static IEnumerable<DateTimeOffset> Distinct(IEnumerable<DateTimeOffset> turns)
    {
        var last = DateTimeOffset.MinValue;
        foreach (var turn in turns)
            yield return last = turn > last ? turn : last.AddMicroseconds(1);
    }

    private sealed record Turn(Guid JobId, string Queue, DateTimeOffset At);
}
