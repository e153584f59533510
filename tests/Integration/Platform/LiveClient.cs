using System.Net.WebSockets;
using System.Text.Json;

namespace Suite.Tests.Integration.Platform;

/// <summary>A client of <c>/ws/live</c>.</summary>
internal sealed class LiveClient(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    public static async Task<LiveClient> ConnectAsync(BackendApp app, long? after = null) =>
        new(await app.SocketAsync(after is null ? "/ws/live" : $"/ws/live?after={after}", CancellationToken.None));

    /// <summary>The next frame; null when the server has closed.</summary>
    public async Task<Frame?> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var text = new MemoryStream();
        var buffer = new byte[4096];
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(buffer, limit.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            text.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return Frame.Of(JsonElement.Parse(text.ToArray()));
    }

    public async Task<List<Frame>> TakeAsync(int count)
    {
        var frames = new List<Frame>();
        while (frames.Count < count && await NextAsync() is { } frame)
            frames.Add(frame);
        return frames;
    }

    public void Dispose() => socket.Dispose();
}

internal sealed record Frame(long Seq, string Topic, JsonElement Payload)
{
    public static Frame Of(JsonElement json) =>
        new(json.GetProperty("seq").GetInt64(), json.GetProperty("topic").GetString()!, json.GetProperty("payload"));
}
