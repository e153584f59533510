namespace Suite.Bench.Search;

/// <summary>A query of the set and the numbers of the documents that answer it, the best first.</summary>
internal sealed record LabelledQuery(string Class, string Text, IReadOnlyList<string> Answers);

/// <summary>The documents and queries of <c>labelled-set.txt</c>.</summary>
internal sealed record LabelledSet(IReadOnlyDictionary<string, string> Documents, IReadOnlyList<LabelledQuery> Queries)
{
    public static LabelledSet Read()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "labelled-set.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToLookup(fields => fields.Length);
        return new LabelledSet(
            lines[2].ToDictionary(fields => fields[0], fields => fields[1]),
            [.. lines[3].Select(fields => new LabelledQuery(fields[0], fields[1], fields[2].Split(' ')))]);
    }
}
