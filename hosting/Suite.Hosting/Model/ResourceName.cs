namespace Suite.Hosting.ApplicationModel;

internal static class ResourceName
{
    private const int MaxLength = 64;

    /// <summary>1 to 64 ASCII letters, digits and hyphens; starts with a letter; no trailing or double hyphen.</summary>
    public static void Validate(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var fault = FaultOf(name);
        if (fault is not null)
            throw new ArgumentException($"Resource name '{name}' is invalid. {fault}", nameof(name));
    }

    /// <summary>The name as an environment variable's: upper case, everything but letters and digits as <c>_</c>.</summary>
    public static string ToEnvironmentName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));

    private static string? FaultOf(string name)
    {
        if (name.Length > MaxLength)
            return $"It may have at most {MaxLength} characters.";
        if (!char.IsAsciiLetter(name[0]))
            return "It must start with an ASCII letter.";
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return "Only ASCII letters, digits and hyphens are allowed.";
        if (name.EndsWith('-') || name.Contains("--", StringComparison.Ordinal))
            return "It may not end with a hyphen or have two in a row.";
        return null;
    }
}
