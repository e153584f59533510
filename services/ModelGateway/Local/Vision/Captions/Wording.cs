namespace Suite.ModelGateway.Local.Vision.Captions;

/// <summary>Small words around nouns: articles, numbers, plurals, enumerations, quotations.</summary>
internal static class Wording
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly Dictionary<string, string> Plurals = new()
    {
        ["person"] = "people",
        ["knife"] = "knives",
        ["mouse"] = "mice",
        ["sheep"] = "sheep",
    };

    // Words that take no article and no plural.
    private static readonly HashSet<string> Uncounted = ["skis", "scissors", "broccoli"];

    /// <summary><c>a cup</c>, <c>an umbrella</c>, <c>three people</c>, <c>14 cars</c>.</summary>
    public static string Count(string noun, int count)
    {
        if (Uncounted.Contains(noun))
            return noun;
        if (count == 1)
            return Article(noun);
        return $"{(count < Numbers.Length ? Numbers[count] : count)} {Plural(noun)}";
    }

    public static string Article(string noun) => $"{("aeiou".Contains(noun[0]) ? "an" : "a")} {noun}";

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> items) => items.Count < 2
        ? string.Concat(items)
        : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    /// <summary>In quotation marks and on one line, cut between words when longer than <paramref name="longest"/> characters.</summary>
    public static string Quote(string text, int longest)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? $"“{line}”" : $"“{Cut(line, longest)} …”";
    }

    /// <summary>The longest beginning of whole words.</summary>
    public static string Cut(string line, int longest)
    {
        if (line.Length <= longest)
            return line;
        var space = line.LastIndexOf(' ', longest);
        return line[..(space > longest / 2 ? space : longest)].TrimEnd(',', ';', ' ');
    }

    public static string Sentence(string words) => words.Length == 0 ? "" : $"{char.ToUpperInvariant(words[0])}{words[1..]}.";

    private static string Plural(string noun) =>
        Plurals.TryGetValue(noun, out var irregular) ? irregular
        : noun.EndsWith('s') || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) ? noun + "es"
        : noun + "s";
}
