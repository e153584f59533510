using System.Globalization;
using System.Text;

namespace Suite.Assets.Upload;

/// <summary>File names as clients send them are words, not paths: they are shown, and never used to open anything.</summary>
internal static class FileNames
{
    public const int MaxLength = 255;
    private const string Fallback = "unnamed";

    /// <summary>The last segment, without control and direction characters, at most 255 characters with its extension kept.</summary>
    public static string Clean(string? sent)
    {
        var name = (sent ?? "").Split('/', '\\')[^1];
        var shown = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            // Format characters could turn the name around so that "gpj.exe" reads "exe.jpg".
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate))
                shown.Append(rune.ToString());
        }

        name = shown.ToString().Trim();
        if (name.Trim('.').Length == 0)
            return Fallback;
        return name.Length <= MaxLength ? name : Shorten(name);
    }

    private static string Shorten(string name)
    {
        var extension = Path.GetExtension(name);
        if (extension.Length > 20)
            extension = "";
        var stem = name[..(MaxLength - extension.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem) + extension;
    }
}
