using System.Text.RegularExpressions;

namespace Suite.Testing;

/// <summary>Which metrics a query names.</summary>
public static partial class PromqlNames
{
    private static readonly HashSet<string> Words = ["and", "or", "unless", "offset", "bool", "group_left", "group_right", "Inf", "NaN"];

    /// <summary>In the order in which they stand; a rule's <c>job:http_requests:rate5m</c> is one too.</summary>
    public static IEnumerable<string> Of(string promql) =>
        Names().Matches(Asides().Replace(promql, " ")).Select(match => match.Value).Where(name => !Words.Contains(name)).Distinct();

    // Matchers, texts, ranges, and the labels after by, without, on and ignoring.
    [GeneratedRegex("""\{[^}]*\}|"[^"]*"|\[[^\]]*\]|\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)|\b\d\w*""")]
    private static partial Regex Asides();

    // A name before a bracket is a function.
    [GeneratedRegex(@"[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Names();
}
