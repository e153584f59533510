using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Platform;

/// <summary>Hands the published events to the subscribers, each of which has its own loop.</summary>
internal sealed partial class EventDelivery(
    Db db, IEnumerable<IEventSubscriber> subscribers, IOptions<PlatformOptions> options,
    OutboxMetrics metrics, Backoff backoff, TimeProvider clock, ILogger<EventDelivery> logger)
{
    private const int Batch = 100;
    private const long BatchBytes = 4 * 1024 * 1024;
    private const int LongestError = 2_000;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);
    private readonly Pulse _published = new();

    // Not longer than a first failure waits, so that its second chance is not late.
    private readonly TimeSpan _poll = options.Value.DeliveryRetryDelay < LongestPoll ? options.Value.DeliveryRetryDelay : LongestPoll;

    /// <summary>The name that a subscriber's deliveries are kept under.</summary>
    public static string NameOf(IEventSubscriber subscriber) => subscriber.GetType().FullName!;

    public void Wake() => _published.Raise();

    public Task RunAsync(CancellationToken cancel) =>
        Task.WhenAll(subscribers.Select(subscriber => RunAsync(subscriber, cancel)));

    private async Task RunAsync(IEventSubscriber subscriber, CancellationToken cancel)
    {
        for (var attempt = 1; !cancel.IsCancellationRequested; attempt++)
        {
            try
            {
                var published = _published.Next;
                if (!await DeliverAsync(subscriber, cancel))
                    await published.WaitAtMostAsync(_poll, clock, cancel);
                attempt = 0;
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                Log.Interrupted(logger, failure, NameOf(subscriber));
                await backoff.DelayAsync(attempt, cancel);
            }
        }
    }

    /// <summary>Delivers a batch; false when nothing was waiting.</summary>
    private async Task<bool> DeliverAsync(IEventSubscriber subscriber, CancellationToken cancel)
    {
        var waiting = await db.QueryAsync(
            PlatformSql.WaitingDeliveries,
            args => args.Add(NameOf(subscriber)).Add(clock.GetUtcNow()).Add(Batch).Add(BatchBytes),
            row => new Delivery(row.GetInt64(0), row.GetInt32(6), new PublishedEvent(
                row.GetInt64(1), row.GetString(2), row.GetGuid(3), JsonElement.Parse(row.GetFieldValue<byte[]>(4)), row.Time(5))),
            cancel);
        var done = new List<long>();
        var held = new HashSet<string>();
        try
        {
            foreach (var delivery in waiting.Where(delivery => !held.Contains(delivery.Event.Topic)))
            {
                if (await HandleAsync(subscriber, delivery, cancel))
                    done.Add(delivery.Id);
                else
                    held.Add(delivery.Event.Topic);
            }
        }
        finally
        {
            // Also when the host stops: what was handled need not be handled again.
            if (done.Count > 0)
                await db.ExecuteAsync(PlatformSql.RemoveDeliveries, args => args.Add(done.ToArray()), CancellationToken.None);
        }

        return waiting.Count > 0;
    }

    private async Task<bool> HandleAsync(IEventSubscriber subscriber, Delivery delivery, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(options.Value.DeliveryTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var started = clock.GetTimestamp();
        try
        {
            await subscriber.HandleAsync(delivery.Event, both.Token);
            metrics.Delivered(subscriber, "handled", clock.GetElapsedTime(started));
            return true;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            var parked = await FailAsync(subscriber, delivery, failure, cancel);
            metrics.Delivered(subscriber, parked ? "parked" : "retried", clock.GetElapsedTime(started));
            return false;
        }
    }

    /// <summary>True when it is not tried again.</summary>
    private async Task<bool> FailAsync(IEventSubscriber subscriber, Delivery delivery, Exception failure, CancellationToken cancel)
    {
        var attempts = delivery.Attempts + 1;
        var park = attempts >= options.Value.DeliveryAttempts;
        if (park)
            Log.Parked(logger, failure, delivery.Event.Topic, delivery.Event.Id, NameOf(subscriber), attempts);
        else
            Log.Retried(logger, delivery.Event.Topic, delivery.Event.Id, NameOf(subscriber), attempts, failure.Message);

        var at = clock.GetUtcNow() + (park ? TimeSpan.Zero : Delay(attempts));
        await db.ExecuteAsync(
            park ? PlatformSql.ParkDelivery : PlatformSql.DelayDelivery,
            args => args.Add(delivery.Id).Add(at).Add(StoredText.Fit(failure.ToString(), LongestError)),
            cancel);
        return park;
    }

    private TimeSpan Delay(int attempts)
    {
        var delay = options.Value.DeliveryRetryDelay * Math.Pow(2, attempts - 1);
        return delay < LongestDelay ? delay : LongestDelay;
    }

    private sealed record Delivery(long Id, int Attempts, PublishedEvent Event);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Topic} {EventId}: {Subscriber} failed, attempt {Attempts} ({Reason}).")]
        public static partial void Retried(
            ILogger logger, string topic, long eventId, string subscriber, int attempts, string reason);

        [LoggerMessage(LogLevel.Error, "{Topic} {EventId}: {Subscriber} failed {Attempts} times; the event is parked.")]
        public static partial void Parked(
            ILogger logger, Exception failure, string topic, long eventId, string subscriber, int attempts);

        [LoggerMessage(LogLevel.Warning, "Deliveries to {Subscriber} were interrupted: trying again.")]
        public static partial void Interrupted(ILogger logger, Exception failure, string subscriber);
    }
}
