using System.Net.WebSockets;

namespace Suite.Platform;

/// <summary>A client's WebSocket: a message is a text frame.</summary>
internal sealed class LiveSocket(WebSocket socket, TimeProvider clock) : ILiveSink
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    public ValueTask SendAsync(LiveMessage message) =>
        socket.SendAsync(message.Frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public ValueTask PingAsync(long seq) => SendAsync(new LiveMessage(seq, LiveTopics.Ping, clock.GetUtcNow(), "{}"u8));

    // Clients have nothing to say here; reading is how their closing, and a broken connection, is noticed. It is not cancelled:
    // that would cut the socket off before it can say goodbye.
    public async Task<LiveEnding> ReceiveAsync()
    {
        var ignored = new byte[256];
        while (true)
        {
            var received = await socket.ReceiveAsync(ignored.AsMemory(), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
                return LiveEnding.Closed;
        }
    }

    public async Task CloseAsync(LiveEnding ending, Task receiving)
    {
        var (status, reason) = ending switch
        {
            LiveEnding.SessionOver => (WebSocketCloseStatus.PolicyViolation, "session-over"),
            LiveEnding.Stopping => (WebSocketCloseStatus.EndpointUnavailable, "stopping"),
            _ => (WebSocketCloseStatus.NormalClosure, "closed"),
        };
        try
        {
            if (ending is not (LiveEnding.TooSlow or LiveEnding.Broken))
                await socket.CloseOutputAsync(status, reason, CancellationToken.None).WaitAsync(Goodbye, clock);
            if (ending is LiveEnding.SessionOver or LiveEnding.Stopping)
                await receiving.WaitAsync(Goodbye, clock);
        }
        catch (Exception failure) when (failure is WebSocketException or TimeoutException or InvalidOperationException)
        {
            // It broke before the goodbye was through: there is nobody left to tell.
        }

        socket.Abort();
        await receiving.ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
