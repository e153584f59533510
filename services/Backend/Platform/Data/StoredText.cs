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
        try
        {
            return IsPlain(json);
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

    private static bool IsPlain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().All(property => !property.Name.Contains('\0') && IsPlain(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().All(IsPlain),
        JsonValueKind.String => !json.GetString()!.Contains('\0'),
        JsonValueKind.Number => json.TryGetDouble(out var number) && double.IsFinite(number),
        _ => true,
    };
}
