namespace Suite.Platform;

/// <summary>Text of others, such as the messages of failures, made fit for a column.</summary>
public static class StoredText
{
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
}
