using Suite.ServiceDefaults;

namespace Suite.Charts;

internal static class Words
{
    /// <exception cref="ProblemException"><c>invalid-word</c>: none of those that the parameter takes.</exception>
    public static void Require(string parameter, string word, IEnumerable<string> known)
    {
        if (!known.Contains(word))
            throw Problems.InvalidWord.ToException($"{parameter} is one of {string.Join(", ", known)}.");
    }
}
