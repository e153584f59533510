using Npgsql;

namespace Suite.Platform;

/// <summary>
/// Moves events out of the outbox, a batch in one statement: live ones get their team's next sequence numbers, and every
/// subscriber of the topic gets a delivery of its own, so that one that fails holds up nobody else.
/// </summary>
internal sealed class Publisher(
    ISignals signals, IEnumerable<IEventSubscriber> subscribers, OutboxMetrics metrics, TimeProvider clock)
{
    private const int Batch = 500;
    private const long BatchBytes = 4 * 1024 * 1024;

    // Ids are given before transactions commit, so one that is lower than those already read may still come: usually by less than
    // this, and otherwise when all is looked through, once a second.
    private const long Late = 1_000;
    private static readonly TimeSpan LookThroughEvery = TimeSpan.FromSeconds(1);

    private readonly (string Topic, string Subscriber)[] _wanted =
    [
        .. subscribers.SelectMany(subscriber => subscriber.Topics.Select(topic => (topic, EventDelivery.NameOf(subscriber)))),
    ];

    private long _highest;
    private long _lookedThrough;

    /// <summary>Publishes up to 500 events, or about four megabytes of them.</summary>
    public async Task<Published> PublishAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var beyond = Beyond();
        var (count, highest, bytes, teams, oldest) = await Db.On(connection).FirstAsync(
            PlatformSql.Publish,
            args => args
                .Add(beyond)
                .Add(Batch)
                .Add(BatchBytes)
                .Add(Array.ConvertAll(_wanted, pair => pair.Topic))
                .Add(Array.ConvertAll(_wanted, pair => pair.Subscriber)),
            row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<Guid[]>(3), row.TimeOrNull(4)),
            cancel);
        _highest = Math.Max(_highest, highest);
        if (oldest is { } at)
            metrics.Published(count, bytes, clock.GetUtcNow() - at);
        foreach (var some in teams.Chunk(LiveFeeds.TeamsInSignal))
            await signals.PublishAsync(LiveFeeds.Signal, string.Join(',', some), cancel);
        return new Published(count, bytes, MayBeMore: count == Batch || bytes >= BatchBytes, MayBeBehind: beyond > 0);
    }

    private long Beyond()
    {
        if (_lookedThrough != 0 && clock.GetElapsedTime(_lookedThrough) < LookThroughEvery)
            return _highest - Late;
        _lookedThrough = clock.GetTimestamp();
        return 0;
    }
}

/// <param name="MayBeMore">The batch was full.</param>
/// <param name="MayBeBehind">Not all was looked through: what came late may have been passed over.</param>
internal readonly record struct Published(long Count, long Bytes, bool MayBeMore, bool MayBeBehind);
