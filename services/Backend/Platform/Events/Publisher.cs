using Npgsql;

namespace Suite.Platform;

/// <summary>
/// Moves events out of the outbox in one transaction: live ones get their team's next sequence numbers, and every subscriber of
/// the topic gets a delivery of its own, so that one that fails holds up nobody else.
/// </summary>
internal sealed class Publisher(ISignals signals, IEnumerable<IEventSubscriber> subscribers)
{
    private const int Batch = 500;

    private readonly ILookup<string, string> _subscribers = subscribers
        .SelectMany(subscriber => subscriber.Topics.Select(topic => (topic, name: EventDelivery.NameOf(subscriber))))
        .ToLookup(pair => pair.topic, pair => pair.name);

    /// <summary>Publishes up to 500 events; false when there were none.</summary>
    public async Task<bool> PublishAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        Dictionary<Guid, long> last;
        await using (var transaction = await connection.BeginTransactionAsync(cancel))
        {
            var sql = Db.On(connection);
            var events = await TakeAsync(sql, cancel);
            if (events.Count == 0)
                return false;
            last = await GiveToLiveAsync(sql, events.FindAll(taken => taken.Live), cancel);
            await GiveToSubscribersAsync(sql, events, cancel);
            await transaction.CommitAsync(cancel);
        }

        foreach (var (team, seq) in last)
            await signals.PublishAsync(LiveFeeds.Signal, $"{team}:{seq}", cancel);
        return true;
    }

    private static async Task<List<TakenEvent>> TakeAsync(ISql sql, CancellationToken cancel)
    {
        var events = await sql.QueryAsync(
            PlatformSql.TakeEvents,
            args => args.Add(Batch),
            row => new TakenEvent(
                row.GetInt64(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetBoolean(4), row.Time(5)),
            cancel);
        // "returning" has no order of its own.
        events.Sort((left, right) => left.Id.CompareTo(right.Id));
        return events;
    }

    private static async Task<Dictionary<Guid, long>> GiveToLiveAsync(ISql sql, List<TakenEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0)
            return [];
        var counts = events.CountBy(live => live.TeamId).ToList();
        var last = (await sql.QueryAsync(
            PlatformSql.GiveSequence,
            args => args
                .Add(counts.Select(team => team.Key).ToArray())
                .Add(counts.Select(team => (long)team.Value).ToArray()),
            row => (Team: row.GetGuid(0), Seq: row.GetInt64(1)),
            cancel)).ToDictionary(given => given.Team, given => given.Seq);
        var next = counts.ToDictionary(team => team.Key, team => last[team.Key] - team.Value + 1);
        await sql.ExecuteAsync(
            PlatformSql.AddLiveMessages,
            args => args
                .Add(events.Select(live => live.TeamId).ToArray())
                .Add(events.Select(live => next[live.TeamId]++).ToArray())
                .Add(events.Select(live => live.Topic).ToArray())
                .Add(events.Select(live => live.At).ToArray())
                .Add(events.Select(live => live.Payload).ToArray()),
            cancel);
        return last;
    }

    private async Task GiveToSubscribersAsync(ISql sql, List<TakenEvent> events, CancellationToken cancel)
    {
        var deliveries = events
            .SelectMany(taken => _subscribers[taken.Topic].Select(subscriber => (Subscriber: subscriber, Event: taken)))
            .ToList();
        if (deliveries.Count == 0)
            return;
        await sql.ExecuteAsync(
            PlatformSql.AddDeliveries,
            args => args
                .Add(deliveries.Select(delivery => delivery.Subscriber).ToArray())
                .Add(deliveries.Select(delivery => delivery.Event.Id).ToArray())
                .Add(deliveries.Select(delivery => delivery.Event.Topic).ToArray())
                .Add(deliveries.Select(delivery => delivery.Event.TeamId).ToArray())
                .Add(deliveries.Select(delivery => delivery.Event.Payload).ToArray())
                .Add(deliveries.Select(delivery => delivery.Event.At).ToArray()),
            cancel);
    }

    private sealed record TakenEvent(long Id, string Topic, Guid TeamId, string Payload, bool Live, DateTimeOffset At);
}
