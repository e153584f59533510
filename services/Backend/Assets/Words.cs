namespace Suite.Assets;

/// <summary>Enumeration values as query parameters: the framework's own binding wants them in the case of the source.</summary>
internal static class Words
{
    /// <summary>Null when nothing is given.</summary>
    /// <exception cref="Suite.ServiceDefaults.ProblemException"><c>invalid-filter</c>: none of the words.</exception>
    public static TEnum? Parse<TEnum>(string parameter, string? word) where TEnum : struct, Enum
    {
        if (string.IsNullOrEmpty(word))
            return null;
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (string.Equals(value.ToString(), word, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        throw Problems.InvalidFilter.ToException(
            $"{parameter} is one of {string.Join(", ", Enum.GetNames<TEnum>().Select(name => name.ToLowerInvariant()))}.");
    }
}
