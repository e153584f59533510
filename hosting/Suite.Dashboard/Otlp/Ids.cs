using System.Buffers.Binary;
using System.Globalization;

namespace Suite.Dashboard.Otlp;

/// <summary>16 bytes; all zero is "none". Written as 32 lower-case hexadecimal digits (W3C Trace Context).</summary>
internal readonly record struct TraceId(ulong High, ulong Low)
{
    public const int Size = 16;

    public bool IsEmpty => (High | Low) == 0;

    public static TraceId Read(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]))
        : default;

    /// <summary>False unless <paramref name="hex"/> is exactly 32 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out TraceId id)
    {
        id = default;
        if (hex.Length != 32
            || !ulong.TryParse(hex[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(hex[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
            return false;
        id = new(high, low);
        return true;
    }

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    public override string ToString() => $"{High:x16}{Low:x16}";
}

/// <summary>8 bytes; zero is "none". Written as 16 lower-case hexadecimal digits.</summary>
internal readonly record struct SpanId(ulong Value)
{
    public const int Size = 8;

    public bool IsEmpty => Value == 0;

    public static SpanId Read(ReadOnlySpan<byte> bytes) => bytes.Length == Size ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;

    /// <summary>False unless <paramref name="hex"/> is exactly 16 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out SpanId id)
    {
        id = default;
        if (hex.Length != 16 || !ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        id = new(value);
        return true;
    }

    public void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt64BigEndian(bytes, Value);

    public override string ToString() => $"{Value:x16}";
}
