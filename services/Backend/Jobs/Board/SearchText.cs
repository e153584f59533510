namespace Suite.Jobs;

/// <summary>What people type into a search box, for the inside of a pattern.</summary>
internal static class SearchText
{
    /// <summary>Null when there is nothing to look for; else every character stands for itself.</summary>
    public static string? Escape(string? typed) => string.IsNullOrWhiteSpace(typed)
        ? null
        : typed.Trim().Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");
}
