using System.Globalization;
using System.Text;

namespace Suite.Jobs;

/// <summary>Unique names of queues that people found: their title in plain letters, and six characters by chance.</summary>
internal static class QueueName
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int LongestSlug = 40;

    public static string For(string title, Random random) => $"{Slug(title)}-{random.GetString(Alphabet, 6)}";

    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        // Decomposed, so that what remains of é is e.
        foreach (var letter in title.Normalize(NormalizationForm.FormD).ToLower(CultureInfo.InvariantCulture))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                slug.Append(letter);
            else if (slug is [.., not '-'] && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                slug.Append('-');
            if (slug.Length == LongestSlug)
                break;
        }
        var trimmed = slug.ToString().TrimEnd('-');
        return trimmed.Length == 0 ? "queue" : trimmed;
    }
}
