using System.Buffers;
using System.Text.Json;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>One live message. All who follow a team share it, so it is written, and read, once for all of them.</summary>
public sealed class LiveMessage
{
    private readonly ReadOnlyMemory<byte> _payload;
    private readonly Lazy<JsonElement> _parsed;
    private object? _read;

    /// <param name="payload">JSON in UTF-8, without line breaks.</param>
    internal LiveMessage(long seq, string topic, DateTimeOffset at, ReadOnlySpan<byte> payload)
    {
        (Seq, Topic, At) = (seq, topic, at);
        Frame = Write(seq, topic, at, payload);
        // It is what the frame ends with, before the closing brace.
        _payload = Frame[^(payload.Length + 1)..^1];
        _parsed = new Lazy<JsonElement>(() => JsonElement.Parse(_payload.Span));
    }

    public long Seq { get; }

    public string Topic { get; }

    public DateTimeOffset At { get; }

    /// <summary>The message as clients get it: <c>{"seq":…,"topic":…,"at":…,"payload":…}</c> in UTF-8, on one line.</summary>
    public ReadOnlyMemory<byte> Frame { get; }

    /// <summary>Parsed when somebody first asks.</summary>
    public JsonElement Payload => _parsed.Value;

    /// <summary>The payload as <typeparamref name="T"/>: one object for all who ask, not to be changed.</summary>
    public T Read<T>() where T : class
    {
        if (_read is T known)
            return known;
        var read = JsonSerializer.Deserialize<T>(_payload.Span, SuiteJson.Options)
            ?? throw new JsonException($"The payload of {Topic} {Seq} is null.");
        _read = read;
        return read;
    }

    private static ReadOnlyMemory<byte> Write(long seq, string topic, DateTimeOffset at, ReadOnlySpan<byte> payload)
    {
        const int longestEnvelope = 200;
        var frame = new ArrayBufferWriter<byte>(payload.Length + longestEnvelope);
        using var json = new Utf8JsonWriter(frame);
        json.WriteStartObject();
        json.WriteNumber("seq"u8, seq);
        json.WriteString("topic"u8, topic);
        json.WriteString("at"u8, at);
        json.WritePropertyName("payload"u8);
        json.WriteRawValue(payload, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return frame.WrittenMemory;
    }
}
