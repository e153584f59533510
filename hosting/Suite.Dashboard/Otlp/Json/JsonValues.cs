using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary>
/// Values as proto3's JSON mapping has them: 64-bit numbers as strings or numbers, enums by number or name, null for the
/// default. Each reads the token that the reader stands on.
/// </summary>
internal static class JsonValues
{
    /// <summary>False for null, which stands for an empty message.</summary>
    public static bool IsObject(this ref Utf8JsonReader json) => IsOrNull(ref json, JsonTokenType.StartObject, "an object");

    public static bool IsArray(this ref Utf8JsonReader json) => IsOrNull(ref json, JsonTokenType.StartArray, "an array");

    /// <summary>To the next member of this object: then ask for its name with <see cref="Is"/>, or <c>Skip</c> it.</summary>
    public static bool NextName(this ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    public static bool NextItem(this ref Utf8JsonReader json) => json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether this is the member's name; goes on to its value if so.</summary>
    public static bool Is(this ref Utf8JsonReader json, ReadOnlySpan<byte> name) => json.ValueTextEquals(name) && json.Read();

    public static string Text(this ref Utf8JsonReader json, Decoding decoding)
    {
        if (json.TokenType == JsonTokenType.Null)
            return "";
        if (json.TokenType != JsonTokenType.String)
            throw json.Unexpected("a text");
        if (!json.ValueIsEscaped)
            return decoding.Text(json.ValueSpan);
        var buffer = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
        try
        {
            return decoding.Text(buffer.AsSpan(0, json.CopyString(buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static bool Bool(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw json.Unexpected("true or false"),
    };

    public static long Int64(this ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return 0;
            case JsonTokenType.Number when json.TryGetInt64(out var number):
                return number;
            case JsonTokenType.String when Utf8Parser.TryParse(json.ValueSpan, out long number, out var used) && used == json.ValueSpan.Length:
                return number;
            default:
                throw json.Unexpected("a whole number of 64 bits");
        }
    }

    public static ulong UInt64(this ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return 0;
            case JsonTokenType.Number when json.TryGetUInt64(out var number):
                return number;
            case JsonTokenType.String when Utf8Parser.TryParse(json.ValueSpan, out ulong number, out var used) && used == json.ValueSpan.Length:
                return number;
            default:
                throw json.Unexpected("a whole number of 64 bits, not negative");
        }
    }

    public static int Int32(this ref Utf8JsonReader json) =>
        json.Int64() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw json.Unexpected("a whole number of 32 bits");

    public static uint UInt32(this ref Utf8JsonReader json) =>
        json.Int64() is >= 0 and <= uint.MaxValue and var number ? (uint)number : throw json.Unexpected("a whole number of 32 bits, not negative");

    /// <summary>Nanoseconds since 1970; the model counts them with a sign.</summary>
    public static long Nanos(this ref Utf8JsonReader json) => (long)Math.Min(json.UInt64(), long.MaxValue);

    public static double Double(this ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return 0;
            case JsonTokenType.Number when json.TryGetDouble(out var number):
                return number;
            case JsonTokenType.String when json.ValueTextEquals("NaN"u8):
                return double.NaN;
            case JsonTokenType.String when json.ValueTextEquals("Infinity"u8):
                return double.PositiveInfinity;
            case JsonTokenType.String when json.ValueTextEquals("-Infinity"u8):
                return double.NegativeInfinity;
            case JsonTokenType.String when Utf8Parser.TryParse(json.ValueSpan, out double number, out var used) && used == json.ValueSpan.Length:
                return number;
            default:
                throw json.Unexpected("a number");
        }
    }

    /// <summary>A number, or the protocol's name for it: <paramref name="prefix"/> and then one of <paramref name="names"/>, by value.</summary>
    public static int Enum(this ref Utf8JsonReader json, string prefix, string[] names)
    {
        if (json.TokenType != JsonTokenType.String)
            return json.Int32();
        var text = json.GetString()!;
        var known = text.StartsWith(prefix, StringComparison.Ordinal) ? Array.IndexOf(names, text[prefix.Length..]) : -1;
        return known >= 0 ? known : throw json.Unexpected($"a number or a name such as {prefix}{names[^1]}");
    }

    public static TraceId TraceId(this ref Utf8JsonReader json)
    {
        Span<byte> id = stackalloc byte[16];
        return json.Hex(id) ? Otlp.TraceId.Read(id) : default;
    }

    public static SpanId SpanId(this ref Utf8JsonReader json)
    {
        Span<byte> id = stackalloc byte[8];
        return json.Hex(id) ? Otlp.SpanId.Read(id) : default;
    }

    public static byte[] Bytes(this ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
            return [];
        return json.TokenType == JsonTokenType.String && json.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw json.Unexpected("a text in base64");
    }

    public static ulong[] UInt64s(this ref Utf8JsonReader json)
    {
        if (!json.IsArray())
            return [];
        List<ulong> numbers = [];
        while (json.NextItem() && json.HasRoom(numbers))
            numbers.Add(json.UInt64());
        return [.. numbers];
    }

    public static double[] Doubles(this ref Utf8JsonReader json)
    {
        if (!json.IsArray())
            return [];
        List<double> numbers = [];
        while (json.NextItem() && json.HasRoom(numbers))
            numbers.Add(json.Double());
        return [.. numbers];
    }

    public static OtlpFormatException Unexpected(this ref Utf8JsonReader json, string wanted) =>
        new($"{wanted} is expected, not {NameOf(json.TokenType)}");

    private static bool HasRoom<T>(this ref Utf8JsonReader json, List<T> numbers) =>
        numbers.Count < Decoding.MaxNumbers ? true : throw json.Unexpected($"an end after {Decoding.MaxNumbers} numbers");

    // OTLP writes ids in hexadecimal digits where proto3 would have base64. What is no id counts as none.
    private static bool Hex(this ref Utf8JsonReader json, scoped Span<byte> id)
    {
        if (json.TokenType == JsonTokenType.Null)
            return false;
        if (json.TokenType != JsonTokenType.String)
            throw json.Unexpected("an id in hexadecimal digits");
        return json.ValueSpan.Length == id.Length * 2 && Convert.FromHexString(json.ValueSpan, id, out _, out _) == OperationStatus.Done;
    }

    private static bool IsOrNull(ref Utf8JsonReader json, JsonTokenType type, string wanted) =>
        json.TokenType == type || (json.TokenType == JsonTokenType.Null ? false : throw json.Unexpected(wanted));

    private static string NameOf(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "this text",
        JsonTokenType.Number => "this number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };
}
