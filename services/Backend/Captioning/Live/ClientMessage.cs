using System.Text.Json;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>What a client says: <c>PING</c>, or <c>SUBSCRIBE</c> with the jobs that it wants to hear of.</summary>
/// <param name="Data">With <c>jobIds</c>; left out: all jobs.</param>
internal sealed record ClientMessage(string? Type, ClientMessage.Wish? Data = null)
{
    /// <summary>The longest that is read, in bytes.</summary>
    public const int Longest = 16_384;

    private const int MostJobs = 400;

    public static BatchMessage Answer(ReadOnlyMemory<byte> text, BatchFilter filter, TimeProvider clock)
    {
        ClientMessage? message;
        try
        {
            message = JsonSerializer.Deserialize<ClientMessage>(text.Span, SuiteJson.Options);
        }
        catch (JsonException)
        {
            return new SocketError($"A message is a JSON object of at most {Longest} bytes: type, and data with jobIds.");
        }

        switch (message)
        {
            case { Type: "PING" }:
                return new Pong(clock.GetUtcNow().ToUnixTimeMilliseconds());
            case { Type: "SUBSCRIBE", Data.JobIds.Count: > MostJobs }:
                return new SocketError($"data.jobIds names at most {MostJobs} jobs.");
            case { Type: "SUBSCRIBE" }:
                filter.Set(message.Data?.JobIds);
                return new Subscribed(message.Data?.JobIds);
            default:
                return new SocketError("type is one of PING, SUBSCRIBE.");
        }
    }

    internal sealed record Wish(IReadOnlyList<Guid>? JobIds = null);
}
