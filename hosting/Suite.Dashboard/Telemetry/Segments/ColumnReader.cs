using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>Reads what <see cref="ColumnWriter"/> wrote, in place.</summary>
internal ref struct ColumnReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public ReadOnlySpan<T> Column<T>(int count)
        where T : unmanaged
    {
        var size = count * Unsafe.SizeOf<T>();
        if (size > _rest.Length)
            throw new InvalidDataException("A segment is shorter than its columns.");
        var column = MemoryMarshal.Cast<byte, T>(_rest[..size]);
        _rest = _rest[size..];
        return column;
    }

    public readonly ReadOnlySpan<byte> Rest() => _rest;

    public ulong Number()
    {
        var value = 0UL;
        for (var i = 0; i < 10 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80)
                continue;
            _rest = _rest[(i + 1)..];
            return value;
        }
        throw new InvalidDataException("A number in a segment has no end.");
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public double Real() => MemoryMarshal.Read<double>(Column<byte>(sizeof(double)));

    public string Text() => Encoding.UTF8.GetString(Column<byte>((int)Number()));
}
