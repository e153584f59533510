using Suite.ServiceDefaults;

namespace Suite.Charts;

/// <summary>The seed's words for what a module calls otherwise: one to one, in the order in which they are told.</summary>
internal sealed class Vocabulary<T>(params (T Value, string Word)[] pairs) where T : struct, Enum
{
    public IReadOnlyList<(T Value, string Word)> Pairs => pairs;

    public string Word(T value) => pairs.Single(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;

    /// <exception cref="ProblemException"><c>invalid-word</c>: none of them.</exception>
    public T Parse(string parameter, string? word)
    {
        foreach (var pair in pairs)
            if (pair.Word == word)
                return pair.Value;
        throw Problems.InvalidWord.ToException($"{parameter} is one of {string.Join(", ", pairs.Select(pair => pair.Word))}.");
    }

    /// <summary>Null when no word is given.</summary>
    /// <inheritdoc cref="Parse"/>
    public T? ParseOrNull(string parameter, string? word) => word is null ? null : Parse(parameter, word);
}
