namespace Suite.Captioning;

/// <summary>The version of a perspective as an HTTP entity tag.</summary>
internal static class EntityTag
{
    public static string Of(Perspective perspective) => $"\"{Uri.EscapeDataString(perspective.Version)}\"";

    /// <summary>Whether <paramref name="ifMatch"/> asks for another version; nothing, or <c>*</c>, asks for none.</summary>
    public static bool Forbids(string? ifMatch, Perspective current) =>
        !string.IsNullOrWhiteSpace(ifMatch) && ifMatch != "*"
        && !ifMatch.Split(',', StringSplitOptions.TrimEntries).Contains(Of(current));
}
