using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Suite.ModelGateway.Wire;

namespace Suite.ModelGateway.Providers.Recorded;

/// <summary>
/// Replays answers from a folder. The file is named after the messages: <c>{key}.json</c>, or <c>{key}.sse</c> for a stream. A
/// missing one is an error that names it, so that a test says what to record.
/// </summary>
internal sealed class RecordedChat(string folder) : IWireChat
{
    private const int KeyLength = 16;

    public Task<WireReply> SendAsync(JsonObject body, CancellationToken cancel)
    {
        var streamed = body["stream"]?.GetValue<bool>() == true;
        var path = Path.Combine(folder, $"{KeyOf(body)}.{(streamed ? "sse" : "json")}");
        return File.Exists(path)
            ? Task.FromResult(new WireReply(File.OpenRead(path)))
            : throw Problems.ModelNotFound.ToException($"No answer has been recorded for this request: {path} does not exist.");
    }

    /// <summary>The beginning of the SHA-256 of the messages, in hexadecimal. Model and settings do not count.</summary>
    public static string KeyOf(JsonObject body) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body["messages"])))[..KeyLength];
}
