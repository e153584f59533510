using System.Buffers.Binary;
using System.Text;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary>
/// Writes messages into one growing buffer. The length of a message within another is not known before it ends, so four
/// bytes are kept for it: a varint may have leading zeros. Reusable after <see cref="Clear"/>.
/// </summary>
internal sealed class ProtoWriter
{
    private const int LengthBytes = 4;

    private byte[] _buffer = new byte[1024];
    private int _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Varint(int field, ulong value)
    {
        Tag(field, 0);
        Raw(value);
    }

    public void Int64(int field, long value) => Varint(field, (ulong)value);

    public void Bool(int field, bool value) => Varint(field, value ? 1UL : 0);

    /// <summary>In ZigZag.</summary>
    public void SInt32(int field, int value) => Varint(field, (uint)((value << 1) ^ (value >> 31)));

    public void Fixed64(int field, ulong value)
    {
        Tag(field, 1);
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);
    }

    public void Fixed64(int field, long value) => Fixed64(field, (ulong)value);

    public void Double(int field, double value) => Fixed64(field, BitConverter.DoubleToUInt64Bits(value));

    public void Fixed32(int field, uint value)
    {
        Tag(field, 5);
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, 2);
        Raw((ulong)value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    public void Text(int field, string value)
    {
        Tag(field, 2);
        var length = Encoding.UTF8.GetByteCount(value);
        Raw((ulong)length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    public void PackedFixed64(int field, ReadOnlySpan<ulong> values)
    {
        Tag(field, 2);
        Raw((ulong)values.Length * 8);
        foreach (var value in values)
            BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);
    }

    public void PackedDoubles(int field, ReadOnlySpan<double> values)
    {
        Tag(field, 2);
        Raw((ulong)values.Length * 8);
        foreach (var value in values)
            BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);
    }

    public void PackedVarints(int field, ReadOnlySpan<ulong> values)
    {
        var message = Begin(field);
        foreach (var value in values)
            Raw(value);
        End(message);
    }

    /// <summary>Starts a message that is the value of <paramref name="field"/>; what it returns is for <see cref="End"/>.</summary>
    public int Begin(int field)
    {
        Tag(field, 2);
        Reserve(LengthBytes);
        return _length;
    }

    public void End(int message)
    {
        var length = _length - message;
        if (length >= 1 << (7 * LengthBytes))
            throw new InvalidOperationException("A message has more than 256 MB.");
        var prefix = _buffer.AsSpan(message - LengthBytes, LengthBytes);
        for (var i = 0; i < LengthBytes; i++, length >>= 7)
            prefix[i] = (byte)((length & 0x7F) | (i < LengthBytes - 1 ? 0x80 : 0));
    }

    private void Tag(int field, int type) => Raw((ulong)((field << 3) | type));

    private void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Reserve(1)[0] = (byte)(value | 0x80);
        Reserve(1)[0] = (byte)value;
    }

    private Span<byte> Reserve(int bytes)
    {
        if (bytes > _buffer.Length - _length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        var reserved = _buffer.AsSpan(_length, bytes);
        _length += bytes;
        return reserved;
    }
}
