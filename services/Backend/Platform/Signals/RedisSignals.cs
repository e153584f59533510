using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>The signals' way through Redis, which may be absent, or gone for a while.</summary>
internal sealed partial class RedisSignals(
    SignalRegister register, Backoff backoff, ILogger<RedisSignals> logger, IConnectionMultiplexer? redis = null)
{
    private static readonly RedisChannel Channel = new("suite:signals", RedisChannel.PatternMode.Literal);

    /// <summary>False when Redis is not there: the caller takes the other way.</summary>
    public async Task<bool> TryPublishAsync(string message)
    {
        if (redis is not { IsConnected: true })
            return false;
        var call = DatabaseCall.Redis("PUBLISH");
        try
        {
            // Nobody heard it: another replica has lost Redis, or this one is only just subscribing.
            var heard = await redis.GetSubscriber().PublishAsync(Channel, message) > 0;
            call.End();
            return heard;
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            call.End(failure);
            return false;
        }
    }

    /// <summary>Subscribes as soon as Redis answers; the client renews the subscription by itself after a break.</summary>
    public IDisposable Listen(CancellationToken cancel)
    {
        _ = SubscribeAsync(cancel);
        return new Subscription(() => redis?.GetSubscriber().UnsubscribeAll(CommandFlags.FireAndForget));
    }

    private async Task SubscribeAsync(CancellationToken cancel)
    {
        for (var attempt = 1; redis is not null && !cancel.IsCancellationRequested; attempt++)
        {
            try
            {
                await redis.GetSubscriber().SubscribeAsync(Channel, (_, message) => register.Raise(message!));
                return;
            }
            catch (Exception failure) when (failure is RedisException or TimeoutException)
            {
                Log.NotSubscribed(logger, failure.Message);
                await backoff.DelayAsync(attempt, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Not subscribed in Redis ({Reason}): trying again.")]
        public static partial void NotSubscribed(ILogger logger, string reason);
    }
}
