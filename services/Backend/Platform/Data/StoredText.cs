using System.Runtime.InteropServices;
using System.Text.Json;

namespace Suite.Platform;

/// <summary>Text of others, such as the messages of failures, made fit for a column.</summary>
public static class StoredText
{
    /// <summary>
    /// Whether a column can hold this JSON: PostgreSQL takes neither U+0000 nor half of a surrogate pair, nor numbers far beyond a
    /// double's.
    /// </summary>
    public static bool CanHold(JsonElement json)
    {
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(json));
        try
        {
            while (reader.Read())
                if (!IsPlain(ref reader))
                    return false;
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is found out only when the text is read.
            return false;
        }
    }

    /// <summary>
    /// The beginning of <paramref name="text"/>, at most <paramref name="longest"/> characters: without U+0000, and not cut within
    /// a surrogate pair, for PostgreSQL takes neither.
    /// </summary>
    public static string Fit(string text, int longest)
    {
        text = text.Replace('\0', ' ');
        if (text.Length <= longest)
            return text;
        return text[..(char.IsLowSurrogate(text[longest]) ? longest - 1 : longest)];
    }

    // Only what is escaped can be at fault.
    private static bool IsPlain(ref Utf8JsonReader token) => token.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => !token.ValueIsEscaped || !token.GetString()!.Contains('\0'),
        JsonTokenType.Number => token.TryGetDouble(out var number) && double.IsFinite(number),
        _ => true,
    };
}
