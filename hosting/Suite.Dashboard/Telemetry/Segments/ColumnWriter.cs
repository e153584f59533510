using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>Columns one after the other, and after them what has no fixed width. Little-endian, as every machine of ours.</summary>
internal sealed class ColumnWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public int Length => _bytes.WrittenCount;

    /// <summary>One value of each row.</summary>
    public ColumnWriter Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value)
        where T : unmanaged
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        return Raw(MemoryMarshal.AsBytes<T>(column));
    }

    public ColumnWriter Column<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Raw(MemoryMarshal.AsBytes(values));

    public ColumnWriter Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Seven bits a byte, the lowest first (LEB128).</summary>
    public void Number(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        _bytes.Write(bytes[..length]);
    }

    public void Signed(long value) => Number((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void Real(double value) => Raw(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in value)));

    public void Text(string value)
    {
        Number((ulong)Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, _bytes);
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
