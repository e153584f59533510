using System.Text.RegularExpressions;

namespace Suite.Hosting.Engine;

internal static partial class AnsiText
{
    /// <summary>The text without terminal colours.</summary>
    public static string Strip(string text) => text.Contains('\e', StringComparison.Ordinal) ? Sequence().Replace(text, "") : text;

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Sequence();
}
