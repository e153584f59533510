using System.Globalization;

namespace Suite.Dashboard.Otlp;

internal enum AnyKind : byte
{
    Empty,
    Text,
    Bool,
    Int,
    Double,
    Array,
    Map,
    Bytes,
}

/// <summary>The value of an attribute or the body of a log (<c>opentelemetry.proto.common.v1.AnyValue</c>). Numbers are held unboxed.</summary>
internal readonly struct AnyValue
{
    private readonly object? _reference;
    private readonly long _bits;

    private AnyValue(AnyKind kind, object? reference, long bits) => (Kind, _reference, _bits) = (kind, reference, bits);

    public AnyKind Kind { get; }

    public string Text => (string)_reference!;

    public bool Bool => _bits != 0;

    public long Int => _bits;

    public double Double => BitConverter.Int64BitsToDouble(_bits);

    public AnyValue[] Array => (AnyValue[])_reference!;

    public KeyValue[] Map => (KeyValue[])_reference!;

    public byte[] Bytes => (byte[])_reference!;

    public static AnyValue Of(string value) => new(AnyKind.Text, value, 0);

    public static AnyValue Of(bool value) => new(AnyKind.Bool, null, value ? 1 : 0);

    public static AnyValue Of(long value) => new(AnyKind.Int, null, value);

    public static AnyValue Of(double value) => new(AnyKind.Double, null, BitConverter.DoubleToInt64Bits(value));

    public static AnyValue Of(AnyValue[] value) => new(AnyKind.Array, value, 0);

    public static AnyValue Of(KeyValue[] value) => new(AnyKind.Map, value, 0);

    public static AnyValue Of(byte[] value) => new(AnyKind.Bytes, value, 0);

    /// <summary>As people read it: numbers in the invariant culture, arrays and maps in JSON's brackets, bytes in base64.</summary>
    public override string ToString() => Kind switch
    {
        AnyKind.Text => Text,
        AnyKind.Bool => Bool ? "true" : "false",
        AnyKind.Int => Int.ToString(CultureInfo.InvariantCulture),
        AnyKind.Double => Double.ToString("R", CultureInfo.InvariantCulture),
        AnyKind.Array => $"[{string.Join(',', Array)}]",
        AnyKind.Map => $"{{{string.Join(',', Map.Select(pair => $"{pair.Key}:{pair.Value}"))}}}",
        AnyKind.Bytes => Convert.ToBase64String(Bytes),
        _ => "",
    };
}

/// <summary>One attribute.</summary>
internal readonly record struct KeyValue(string Key, AnyValue Value);
