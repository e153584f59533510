using System.Net.WebSockets;
using System.Text.Json;

namespace Suite.Tests.EndToEnd;

/// <summary>A WebSocket of the public address, as a program opens it.</summary>
internal sealed class Socket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    public static Task<Socket> OpenAsync(SuiteApp suite, string path, CancellationToken cancel) =>
        OpenAsync(suite, suite.AdminApiKey, path, cancel);

    public static async Task<Socket> OpenAsync(SuiteApp suite, string apiKey, string path, CancellationToken cancel)
    {
        var socket = new Socket();
        socket._socket.Options.SetRequestHeader("X-Api-Key", apiKey);
        await socket._socket.ConnectAsync(new UriBuilder(suite.Address) { Scheme = "ws", Path = path }.Uri, cancel);
        return socket;
    }

    /// <summary>All messages up to and including the first of type <paramref name="last"/>.</summary>
    public async Task<List<JsonElement>> ReadUntilAsync(string last, CancellationToken cancel)
    {
        var messages = new List<JsonElement>();
        do
            messages.Add(await ReadAsync(cancel));
        while (TypeOf(messages[^1]) != last);
        return messages;
    }

    public static string TypeOf(JsonElement message) => message.GetProperty("type").GetString()!;

    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement> ReadAsync(CancellationToken cancel)
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancel);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonElement.Parse(_buffer.AsSpan(0, length));
    }
}
