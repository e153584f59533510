using System.ComponentModel.DataAnnotations;

namespace Suite.Search;

/// <summary>How search reads, embeds and ranks.</summary>
internal sealed class SearchOptions
{
    public const string Section = "Search";

    /// <summary>The embedding model that the model gateway is asked for. Texts embedded by another one are embedded again.</summary>
    [Required]
    public string Model { get; set; } = "universal-sentence-encoder-lite";

    /// <summary>How many candidates each arm brings to one search; the results of a search end where they do.</summary>
    [Range(10, 1_000)]
    public int Candidates { get; set; } = 200;

    /// <summary>How many texts with one word are looked at; from commoner words the newest.</summary>
    [Range(100, 100_000)]
    public int MaxPostings { get; set; } = 2_000;

    /// <summary>Up to this many texts, a team's are compared one by one, and the answer is exact.</summary>
    [Range(0, 1_000_000)]
    public int ExactUpTo { get; set; } = 5_000;

    /// <summary>Below this share of all texts, a team's are compared one by one, however many they are.</summary>
    [Range(0.0, 1.0)]
    public double ExactBelowShare { get; set; } = 0.03;

    /// <summary>Longest query, in characters.</summary>
    [Range(10, 100_000)]
    public int MaxQueryLength { get; set; } = 2_000;

    /// <summary>How many queries' vectors are kept.</summary>
    [Range(0, 1_000_000)]
    public int CachedQueries { get; set; } = 10_000;

    /// <summary>How long a search waits for the vector of its query before it goes by words alone.</summary>
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
