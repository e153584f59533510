using System.Globalization;
using System.Text;

namespace Suite.Search.Indexing;

/// <summary>A word as it is looked up, and whether it was written like a name: with digits, or with capitals inside a sentence.</summary>
internal readonly record struct Word(string Text, bool IsName);

/// <summary>
/// Cuts a text into words: lower case, without accents. What joins letters and digits with hyphens or underscores is one word
/// (INV-20931, B_12) and its parts are words too; so are the parts of NullReferenceException.
/// </summary>
internal static class Words
{
    private const int MaxLength = 64;

    // Short numbers are counts and dates; long ones name something.
    private const int DigitsOfAName = 3;

    public static IEnumerable<Word> Of(string text)
    {
        text = WithoutAccents(text);
        var shouting = IsShouting(text);
        var atStart = true;
        for (var position = 0; position < text.Length;)
        {
            if (!char.IsLetterOrDigit(text, position))
            {
                atStart |= ".!?:;\n\"“(|".Contains(text[position], StringComparison.Ordinal);
                position++;
                continue;
            }

            var end = EndOfToken(text, position);
            foreach (var word in OfToken(text[position..end], capitalsCount: !atStart && !shouting))
                yield return word;
            (position, atStart) = (end, false);
        }
    }

    private static IEnumerable<Word> OfToken(string token, bool capitalsCount)
    {
        var parts = token.Split('-', '_');
        var joined = string.Concat(parts);
        if (token.Any(char.IsAsciiDigit))
        {
            yield return Make(joined, isName: token.Any(char.IsLetter) || token.Count(char.IsAsciiDigit) >= DigitsOfAName);
            if (parts.Length == 1)
                yield break;
        }

        foreach (var part in parts)
        {
            var inner = CamelCaseParts(part);
            yield return Make(part, isName: inner.Count > 1 || (capitalsCount && char.IsUpper(part[0])) || part.Count(char.IsAsciiDigit) >= DigitsOfAName);
            if (inner.Count > 1)
            {
                foreach (var word in inner)
                    yield return Make(word, isName: false);
            }
        }
    }

    private static Word Make(string word, bool isName) =>
        new((word.Length > MaxLength ? Cut(word) : word).ToLowerInvariant(), isName);

    // Not between the halves of one character: PostgreSQL's text takes no half.
    private static string Cut(string word) => word[..(char.IsLowSurrogate(word[MaxLength]) ? MaxLength - 1 : MaxLength)];

    private static int EndOfToken(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || char.IsSurrogate(text[end]) || Joins(text, end)))
            end++;
        return end;
    }

    private static bool Joins(string text, int at) =>
        at + 1 < text.Length && text[at] switch
        {
            '-' or '_' => char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]),
            '.' or ',' => char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]),
            _ => false,
        };

    private static List<string> CamelCaseParts(string word)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 1; i < word.Length; i++)
        {
            if (!char.IsUpper(word[i]) || !char.IsLower(word[i - 1]))
                continue;
            parts.Add(word[start..i]);
            start = i;
        }

        parts.Add(word[start..]);
        return parts;
    }

    // In a heading all of capitals, capitals say nothing about names.
    private static bool IsShouting(string text) => text.Count(char.IsUpper) > text.Count(char.IsLower);

    private static string WithoutAccents(string text)
    {
        var wellFormed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            wellFormed.Append(rune);

        var bare = new StringBuilder(text.Length);
        foreach (var character in wellFormed.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                bare.Append(character);
        }

        return bare.ToString().Normalize(NormalizationForm.FormC);
    }
}
