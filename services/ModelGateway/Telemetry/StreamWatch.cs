using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Suite.ModelGateway.Providers;
using Suite.ModelGateway.Wire;

namespace Suite.ModelGateway.Telemetry;

/// <summary>
/// Reads along while a chat streams by, and ends its call when the stream is closed: only then are its length, its tokens (when the
/// caller asked for <c>stream_options.include_usage</c>) and its words known. The bytes go on as they came.
/// </summary>
internal sealed class StreamWatch(Stream inner, ModelCall call, ProviderGuard guard) : Stream
{
    private const int LongestLine = 64 * 1024;
    private const int LongestText = 64 * 1024;
    private static readonly byte[] Prefix = "data: "u8.ToArray();

    private readonly List<byte> _line = [];
    private readonly StringBuilder _text = new();
    private string? _model;
    private string? _id;
    private string? _finish;
    private UsageDetails? _usage;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Watch(buffer.Span[..read]);
            return read;
        }
        catch (Exception failure)
        {
            if (!_ended)
                call.Fail(failure);
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Streams of providers are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended)
        {
            _ended = true;
            call.Answered(new ModelReply(_usage, _model, _id, _finish, _text.Length > 0 ? _text.ToString() : null), guard);
            call.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value == '\n')
                TakeLine();
            else if (_line.Count < LongestLine)
                _line.Add(value);
        }
    }

    private void TakeLine()
    {
        var line = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_line);
        if (line.StartsWith(Prefix) && line.Length > Prefix.Length && line[Prefix.Length] == '{')
            TakeEvent(line[Prefix.Length..]);
        _line.Clear();
    }

    private void TakeEvent(ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonNode.Parse(json) is not JsonObject chunk)
                return;
            _model = WireChatClient.TextOf(chunk["model"]) ?? _model;
            _id = WireChatClient.TextOf(chunk["id"]) ?? _id;
            _usage = WireChatClient.UsageOf(chunk) ?? _usage;
            if (chunk["choices"] is not JsonArray { Count: > 0 } choices || choices[0] is not JsonObject choice)
                return;
            _finish = WireChatClient.TextOf(choice["finish_reason"]) ?? _finish;
            if (_text.Length < LongestText)
                _text.Append(WireChatClient.TextOf((choice["delta"] as JsonObject)?["content"]));
        }
        catch (JsonException)
        {
            // Not ours to mend: the caller gets it as it came.
        }
    }
}
