using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Platform;

/// <summary>
/// One client of the live channel. Nothing is queued for it: it has a place in the sequence and is sent what comes after, so a slow
/// client costs no memory; one that takes nothing for <see cref="PlatformOptions.LiveSendTimeout"/> is dropped, and may resume.
/// </summary>
internal sealed partial class LiveSession(
    LiveChannel channel, ITenancy tenancy, IHostApplicationLifetime lifetime, IOptions<PlatformOptions> options,
    LiveMetrics metrics, TimeProvider clock, ILogger<LiveSession> logger)
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    /// <summary>Sends until the client has left (<paramref name="leaving"/>), its session is over or the server stops.</summary>
    public async Task<LiveEnding> RunAsync(ILiveSink sink, LiveRequest request, Task<LiveEnding> leaving, HttpContext context)
    {
        var ending = LiveEnding.Broken;
        metrics.Joined();
        try
        {
            ending = await FollowAsync(sink, request, leaving, context);
        }
        finally
        {
            metrics.Left(ending);
        }

        if (ending is LiveEnding.TooSlow or LiveEnding.Broken)
            Log.Dropped(logger, ending);
        return ending;
    }

    private async Task<LiveEnding> FollowAsync(ILiveSink sink, LiveRequest request, Task<LiveEnding> leaving, HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var current = await channel.CurrentAsync(request.TeamId, end.Token);
        using var line = new Line(sink, request.After ?? current, options.Value.LiveSendTimeout, clock);
        var hello = JsonSerializer.SerializeToUtf8Bytes(new Hello(current), JsonSerializerOptions.Web);
        await line.SendAsync(new LiveMessage(line.Seq, LiveTopics.Hello, clock.GetUtcNow(), hello), end.Token);

        Task<LiveEnding>[] duties = [SendAsync(line, request, end.Token), CheckAsync(line, context, end.Token)];
        var first = await Task.WhenAny([leaving, .. duties]);
        await end.CancelAsync();
        await Task.WhenAll(duties).ContinueWith(_ => { }, TaskScheduler.Default);
        return lifetime.ApplicationStopping.IsCancellationRequested ? LiveEnding.Stopping
            : context.RequestAborted.IsCancellationRequested ? LiveEnding.Closed
            : EndingOf(first);
    }

    private async Task<LiveEnding> SendAsync(Line line, LiveRequest request, CancellationToken cancel)
    {
        await foreach (var message in channel.SubscribeAsync(request.TeamId, line.Seq, cancel))
        {
            if (request.Topics.Takes(message.Topic))
                await line.SendAsync(message, cancel);
            else
                line.Pass(message);
        }

        return LiveEnding.Closed;
    }

    private async Task<LiveEnding> CheckAsync(Line line, HttpContext context, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(options.Value.LiveCheckEvery, clock);
        var pinged = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(cancel))
        {
            if (!await IsStillValidAsync(context, cancel))
                return LiveEnding.SessionOver;
            if (clock.GetElapsedTime(pinged) < PingEvery)
                continue;
            pinged = clock.GetTimestamp();
            await line.PingAsync(cancel);
        }

        return LiveEnding.Closed;
    }

    private async Task<bool> IsStillValidAsync(HttpContext context, CancellationToken cancel)
    {
        try
        {
            return await tenancy.IsStillValidAsync(context, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // While the database is away nothing is sent either: asked again in a moment.
            Log.NotChecked(logger, failure.Message);
            return true;
        }
    }

    private static LiveEnding EndingOf(Task<LiveEnding> duty) =>
        duty.IsCompletedSuccessfully ? duty.Result
        : duty.Exception?.InnerException is TimeoutException ? LiveEnding.TooSlow
        : LiveEnding.Broken;

    private sealed record Hello(long Current);

    /// <summary>The sink, taking messages and pings in turn, with a limit to how long each may take.</summary>
    private sealed class Line(ILiveSink sink, long seq, TimeSpan timeout, TimeProvider clock) : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);

        /// <summary>The client has all that it wants up to here.</summary>
        public long Seq { get; private set; } = seq;

        public async ValueTask SendAsync(LiveMessage message, CancellationToken cancel)
        {
            await _turn.WaitAsync(cancel);
            try
            {
                Seq = message.Seq;
                await LimitAsync(sink.SendAsync(message));
            }
            finally
            {
                _turn.Release();
            }
        }

        public async ValueTask PingAsync(CancellationToken cancel)
        {
            await _turn.WaitAsync(cancel);
            try
            {
                await LimitAsync(sink.PingAsync(Seq));
            }
            finally
            {
                _turn.Release();
            }
        }

        /// <summary>Goes by a message that the client does not want.</summary>
        public void Pass(LiveMessage message) => Seq = message.Seq;

        public void Dispose() => _turn.Dispose();

        // Waited for with a limit and not cancelled: cancelling would cut the line off in the middle of a frame.
        private ValueTask LimitAsync(ValueTask sending) => sending.IsCompletedSuccessfully
            ? sending
            : new ValueTask(sending.AsTask().WaitAsync(timeout, clock, CancellationToken.None));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Whether a live client's session still counts could not be checked ({Reason}).")]
        public static partial void NotChecked(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "A live client was dropped: {Ending}.")]
        public static partial void Dropped(ILogger logger, LiveEnding ending);
    }
}

/// <summary>Why a client is sent no more.</summary>
internal enum LiveEnding
{
    Closed,
    SessionOver,
    Stopping,
    TooSlow,
    Broken,
}
