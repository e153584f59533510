using System.Buffers;
using System.IO.Compression;

namespace Suite.Dashboard.Hub;

/// <summary>A whole body in a borrowed buffer, counted in <see cref="InFlight"/> until it is disposed.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBytes = 16 << 10;

    private readonly InFlight _inFlight;
    private readonly int _max;
    private byte[] _buffer = [];
    private int _length;

    private RequestBody(InFlight inFlight, int max)
    {
        _inFlight = inFlight;
        _max = max;
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public Stream AsStream() => new MemoryStream(_buffer, 0, _length, writable: false);

    /// <param name="from">To be read to its end.</param>
    /// <param name="expected">How many bytes there will be; null when nobody said.</param>
    /// <param name="max">More are refused, also when they come out of a compressed stream.</param>
    /// <exception cref="RefusedException">It is too large, there is no room, or what says it is gzip is not.</exception>
    public static async Task<RequestBody> ReadAsync(Stream from, long? expected, int max, InFlight inFlight, CancellationToken cancel)
    {
        var body = new RequestBody(inFlight, max);
        try
        {
            if (expected > max)
                throw body.TooLarge();
            // One more, so that the end is seen without growing.
            body.Grow((int)(expected + 1 ?? FirstBytes));
            while (await from.ReadAsync(body._buffer.AsMemory(body._length), cancel) is > 0 and var read)
            {
                body._length += read;
                if (body._length > max)
                    throw body.TooLarge();
                if (body._length == body._buffer.Length)
                    body.Grow((int)Math.Min(body._length * 2L, max + 1L));
            }
            return body;
        }
        catch (Exception e)
        {
            body.Dispose();
            throw e is InvalidDataException ? new RefusedException(Refusal.Format, "The content is not gzip, or only a part of it.") : e;
        }
    }

    /// <summary>The same, out of gzip.</summary>
    public static async Task<RequestBody> UnzipAsync(Stream from, int max, InFlight inFlight, CancellationToken cancel)
    {
        await using var unzipped = new GZipStream(from, CompressionMode.Decompress, leaveOpen: true);
        return await ReadAsync(unzipped, null, max, inFlight, cancel);
    }

    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        _inFlight.Give(_buffer.Length);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            _inFlight.Take(larger.Length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(larger);
            throw;
        }
        _buffer.AsSpan(0, _length).CopyTo(larger);
        Dispose();
        _buffer = larger;
    }

    private RefusedException TooLarge() => new(Refusal.Size, $"A request may have {_max} bytes at most, also after decompression.");
}
