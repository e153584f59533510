using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Suite.Bench.Sockets;

/// <summary>
/// The client's side of a WebSocket (RFC 6455), no more than is needed to read: a thousand of the framework's own would cost this
/// machine more than the server that is measured.
/// </summary>
internal sealed class WireSocket : IDisposable
{
    private const int Text = 1, Close = 8, Ping = 9;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    private WireSocket(Socket socket) => _socket = socket;

    public static async Task<WireSocket> OpenAsync(Uri server, string path)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Host, server.Port);
        var wire = new WireSocket(socket);
        var key = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nX-Api-Key: {SuiteProcesses.ApiKey}\r\n\r\n"));
        await wire.ReadHeadAsync();
        return wire;
    }

    /// <summary>The payloads of text frames, each valid until the next is asked for; ends when the server closes.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync()
    {
        while (true)
        {
            var (opcode, length) = await ReadFrameAsync();
            var payload = _buffer.AsMemory(_start, length);
            _start += length;
            if (opcode == Text)
                yield return payload;
            else if (opcode == Ping)
                await PongAsync(payload);
            else if (opcode == Close)
                yield break;
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadHeadAsync()
    {
        while (true)
        {
            var head = Encoding.ASCII.GetString(_buffer, _start, _end - _start);
            if (head.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
            {
                _start += end + 4;
                if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
                    throw new InvalidOperationException($"No WebSocket: {head}");
                return;
            }

            await FillAsync(_end - _start + 1);
        }
    }

    /// <summary>Reads a frame's head, and waits for all of its payload, which then begins at <see cref="_start"/>.</summary>
    private async ValueTask<(int Opcode, int Length)> ReadFrameAsync()
    {
        await FillAsync(2);
        var opcode = _buffer[_start] & 0x0F;
        var length = _buffer[_start + 1] & 0x7F;
        var head = length switch { 126 => 4, 127 => 10, _ => 2 };
        await FillAsync(head);
        if (length == 126)
            length = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_start + 2));
        else if (length == 127)
            length = (int)BinaryPrimitives.ReadUInt64BigEndian(_buffer.AsSpan(_start + 2));
        _start += head;
        await FillAsync(length);
        return (opcode, length);
    }

    /// <summary>Reads until so many bytes are there.</summary>
    private async ValueTask FillAsync(int count)
    {
        if (_end - _start >= count)
            return;
        if (_start + count > _buffer.Length)
        {
            var larger = count > _buffer.Length ? new byte[count * 2] : _buffer;
            _buffer.AsSpan(_start, _end - _start).CopyTo(larger);
            (_buffer, _end, _start) = (larger, _end - _start, 0);
        }

        while (_end - _start < count)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_end));
            if (read == 0)
                throw new IOException("The server is gone.");
            _end += read;
        }
    }

    private async ValueTask PongAsync(ReadOnlyMemory<byte> payload)
    {
        // A mask of zeros leaves the payload as it is.
        byte[] frame = [0x8A, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload.Span];
        await _socket.SendAsync(frame);
    }
}
