using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Suite.Jobs;

/// <summary>JSON of others, before it goes into a <c>jsonb</c> column: PostgreSQL takes less than our serializer.</summary>
internal static class StoredJson
{
    private const int HexDigits = 4;

    /// <summary>False when it holds U+0000, half a surrogate pair, or a number that no double comes near.</summary>
    public static bool Fits(JsonElement json)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(json));
        while (reader.Read())
            if (!Fits(ref reader))
                return false;
        return true;
    }

    private static bool Fits(ref Utf8JsonReader token) => token.TokenType switch
    {
        JsonTokenType.Number => token.TryGetDouble(out var number) && double.IsFinite(number),
        JsonTokenType.String or JsonTokenType.PropertyName => !token.ValueIsEscaped || Fits(token.ValueSpan),
        _ => true,
    };

    // Only what is escaped can be at fault.
    private static bool Fits(ReadOnlySpan<byte> text)
    {
        for (int escape; (escape = text.IndexOf((byte)'\\')) >= 0;)
        {
            text = text[(escape + 1)..];
            if (text[0] != 'u')
            {
                text = text[1..];
                continue;
            }

            var unit = Unit(text);
            text = text[(1 + HexDigits)..];
            if (unit == '\0' || char.IsLowSurrogate(unit))
                return false;
            if (!char.IsHighSurrogate(unit))
                continue;
            if (!text.StartsWith("\\u"u8) || !char.IsLowSurrogate(Unit(text[1..])))
                return false;
            text = text[(2 + HexDigits)..];
        }
        return true;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(1, HexDigits), out ushort unit, out _, standardFormat: 'x') ? (char)unit : '\0';
}
