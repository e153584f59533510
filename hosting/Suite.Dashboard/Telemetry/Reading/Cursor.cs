using System.Globalization;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>The last row of a page: what it was sorted by, and its number among equals.</summary>
internal readonly record struct Cursor(long Key, long Number)
{
    /// <summary>Whether a row comes after this one in a list that falls.</summary>
    public bool Precedes(long key, long number) => key < Key || (key == Key && number < Number);

    public static bool TryParse(string text, out Cursor cursor)
    {
        cursor = default;
        var at = text.IndexOf('_', StringComparison.Ordinal);
        if (at < 0
            || !long.TryParse(text.AsSpan(0, at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)
            || !long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        cursor = new(key, number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}_{Number}");
}
