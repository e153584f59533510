using System.Text.Json;

namespace Suite.Platform;

/// <summary>
/// Events that leave a transaction only if it commits. One dispatcher at a time delivers them, at least once and in the order
/// in which it reads them, to every <see cref="IEventSubscriber"/> of their topic; events with <see cref="NewEvent.Live"/> also go
/// to the team's live channel, which gives them their sequence number.
/// </summary>
public interface IOutbox
{
    /// <summary>The longest payload, in bytes of JSON: enough to tell of thousands of changes at once. A sender splits what is longer.</summary>
    const int LongestPayload = 4 * 1024 * 1024;

    /// <summary>Writes <paramref name="events"/> inside the transaction <paramref name="within"/>, as one statement.</summary>
    /// <exception cref="ArgumentException">A payload is longer than <see cref="LongestPayload"/>; nothing was written.</exception>
    Task AddAsync(ISql within, IReadOnlyCollection<NewEvent> events, CancellationToken cancel);
}

/// <summary>An event to publish. Topics are <c>module.thing-happened</c>, in the past tense.</summary>
public sealed record NewEvent(string Topic, Guid TeamId, object Payload, bool Live = false);

/// <summary>An event as a subscriber sees it. <paramref name="Id"/> is the same in every delivery: use it to ignore repeats.</summary>
public sealed record PublishedEvent(long Id, string Topic, Guid TeamId, JsonElement Payload, DateTimeOffset At);

/// <summary>Handles the events of some topics. Thrown exceptions are retried with back-off; handlers must be idempotent.</summary>
public interface IEventSubscriber
{
    IReadOnlyCollection<string> Topics { get; }

    Task HandleAsync(PublishedEvent published, CancellationToken cancel);
}
