using System.Collections.Frozen;

namespace Suite.Jobs;

/// <summary>The words for states in the database and on the wire: one word each, in lower case.</summary>
internal static class States
{
    public static string Word<TState>(this TState state)
        where TState : struct, Enum => Known<TState>.Words[state];

    public static JobState ParseJob(string word) => Enum.Parse<JobState>(word, ignoreCase: true);

    public static ItemState ParseItem(string word) => Enum.Parse<ItemState>(word, ignoreCase: true);

    public static QueueState ParseQueue(string word) => Enum.Parse<QueueState>(word, ignoreCase: true);

    /// <summary>Reads a filter: nothing asked is no filter, and an unknown word is false.</summary>
    public static bool TryParse<TState>(string? word, out TState? state)
        where TState : struct, Enum
    {
        // By name: Enum.TryParse also takes numbers, and lists of words that it adds up to another one.
        var name = Array.Find(Enum.GetNames<TState>(), candidate => candidate.Equals(word, StringComparison.OrdinalIgnoreCase));
        state = name is null ? null : Enum.Parse<TState>(name);
        return word is null || state is not null;
    }

    public static string Words<TState>()
        where TState : struct, Enum => string.Join(", ", Enum.GetNames<TState>()).ToLowerInvariant();

    // Every item asks for some.
    private static class Known<TState>
        where TState : struct, Enum
    {
        public static readonly FrozenDictionary<TState, string> Words =
            Enum.GetValues<TState>().ToFrozenDictionary(state => state, state => state.ToString().ToLowerInvariant());
    }
}
