using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Suite.Platform;

/// <summary>
/// One client of the live channel. Nothing is queued for it: it has a place in the table and is sent what comes after, so a slow
/// client costs no memory; one that takes nothing for <see cref="PlatformOptions.LiveSendTimeout"/> is dropped, and may resume.
/// </summary>
internal sealed partial class LiveSocket(
    LiveChannel channel, ITenancy tenancy, IHostApplicationLifetime lifetime, IOptions<PlatformOptions> options,
    IOptions<JsonOptions> json, TimeProvider clock, ILogger<LiveSocket> logger)
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(30);

    public async Task RunAsync(WebSocket socket, HttpContext context, Guid teamId, long? after)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var sender = new Sender(socket, options.Value.LiveSendTimeout, json.Value.SerializerOptions, clock);
        var last = (await channel.PositionAsync(teamId, end.Token)).Last;
        sender.Seq = after ?? last;
        await sender.SendAsync(Frame(sender.Seq, LiveTopics.Hello, new { current = last }), end.Token);

        var receiving = ReceiveAsync(socket);
        Task<Ending>[] sending = [SendAsync(sender, teamId, end.Token), CheckAsync(sender, context, end.Token)];
        var ending = EndingOf(await Task.WhenAny([receiving, .. sending]));
        await end.CancelAsync();
        await Task.WhenAll(sending).ContinueWith(_ => { }, TaskScheduler.Default);
        await CloseAsync(socket, receiving, lifetime.ApplicationStopping.IsCancellationRequested ? Ending.Stopping : ending);
    }

    private async Task<Ending> SendAsync(Sender sender, Guid teamId, CancellationToken cancel)
    {
        await foreach (var message in channel.SubscribeAsync(teamId, sender.Seq, cancel))
            await sender.SendAsync(message, cancel);
        return Ending.Closed;
    }

    private async Task<Ending> CheckAsync(Sender sender, HttpContext context, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(CheckEvery, clock);
        var pinged = clock.GetTimestamp();
        while (await timer.WaitForNextTickAsync(cancel))
        {
            if (!await IsStillValidAsync(context, cancel))
                return Ending.SessionOver;
            if (clock.GetElapsedTime(pinged) < PingEvery)
                continue;
            pinged = clock.GetTimestamp();
            await sender.SendAsync(Frame(sender.Seq, LiveTopics.Ping, new { }), cancel);
        }

        return Ending.Closed;
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

    // Clients have nothing to say here; reading is how their closing, and a broken connection, is noticed. It is not cancelled:
    // that would cut the socket off before it can say goodbye.
    private static async Task<Ending> ReceiveAsync(WebSocket socket)
    {
        var ignored = new byte[1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(ignored, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
                return Ending.Closed;
        }
    }

    private static Ending EndingOf(Task<Ending> duty) =>
        duty.IsCompletedSuccessfully ? duty.Result
        : duty.Exception?.InnerException is TimeoutException ? Ending.TooSlow
        : Ending.Broken;

    private async Task CloseAsync(WebSocket socket, Task receiving, Ending ending)
    {
        var (status, reason) = ending switch
        {
            Ending.SessionOver => (WebSocketCloseStatus.PolicyViolation, "session-over"),
            Ending.Stopping => (WebSocketCloseStatus.EndpointUnavailable, "stopping"),
            _ => (WebSocketCloseStatus.NormalClosure, "closed"),
        };
        try
        {
            if (ending is Ending.TooSlow or Ending.Broken)
                Log.Dropped(logger, ending);
            else
                await socket.CloseOutputAsync(status, reason, CancellationToken.None).WaitAsync(Goodbye, clock);
            if (ending is Ending.SessionOver or Ending.Stopping)
                await receiving.WaitAsync(Goodbye, clock);
        }
        catch (Exception failure) when (failure is WebSocketException or TimeoutException or InvalidOperationException)
        {
            Log.Dropped(logger, Ending.Broken);
        }

        socket.Abort();
        await receiving.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private LiveMessage Frame(long seq, string topic, object payload) =>
        new(seq, topic, clock.GetUtcNow(), JsonSerializer.SerializeToElement(payload, json.Value.SerializerOptions));

    private enum Ending
    {
        Closed,
        SessionOver,
        Stopping,
        TooSlow,
        Broken,
    }

    private sealed class Sender(WebSocket socket, TimeSpan timeout, JsonSerializerOptions json, TimeProvider clock) : IDisposable
    {
        private readonly SemaphoreSlim _turn = new(1);

        /// <summary>The last number that the client was sent.</summary>
        public long Seq { get; set; }

        public async Task SendAsync(LiveMessage message, CancellationToken cancel)
        {
            await _turn.WaitAsync(cancel);
            try
            {
                Seq = message.Seq;
                var frame = JsonSerializer.SerializeToUtf8Bytes(message, json);
                // Waited for with a limit and not cancelled: cancelling would cut the socket off in the middle of a frame.
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None)
                    .WaitAsync(timeout, clock, CancellationToken.None);
            }
            finally
            {
                _turn.Release();
            }
        }

        public void Dispose() => _turn.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Whether a live client's session still counts could not be checked ({Reason}).")]
        public static partial void NotChecked(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "A live client was dropped: {Ending}.")]
        public static partial void Dropped(ILogger logger, Ending ending);
    }
}
