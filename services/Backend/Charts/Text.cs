namespace Suite.Charts;

/// <summary>PostgreSQL takes every character in text except the one with the number 0.</summary>
internal static class Text
{
    public const string WithoutNul = @"[^\0]*";
    public const string VisibleWithoutNul = @"[^\0]*[^\s\0][^\0]*";
    public const string VisibleMessage = "Needs at least one visible character, and cannot hold the character U+0000.";
    public const string NulMessage = "Text cannot hold the character U+0000.";
}
