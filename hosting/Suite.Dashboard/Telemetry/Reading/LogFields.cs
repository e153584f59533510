using System.Runtime.InteropServices;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// What can be filtered by: the attributes' keys and their most frequent values in the newest hundred thousand logs of the range.
/// </summary>
internal static class LogFields
{
    private const int MostRows = 100_000;
    private const int MostValues = 20;
    private const int MostCounted = 2_000;
    private const int LongestValue = 200;

    public static IReadOnlyList<FieldView> Run(RunReader run, TelemetryQuestion question)
    {
        var fields = new SortedDictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        var sources = new SourceChoice(run.Sources, question.Resources);
        using var segments = run.LogsInTime(question.From, question.To);
        for (var rows = 0; rows < MostRows && segments.Next(); rows += segments.Count)
            Count(segments, sources, fields);
        return [.. fields.Select(field => new FieldView(
            field.Key, [.. field.Value.OrderByDescending(value => value.Value).Take(MostValues).Select(value => value.Key)]))];
    }

    private static void Count(LogSegments segments, SourceChoice sources, SortedDictionary<string, Dictionary<string, int>> fields)
    {
        var head = segments.Head;
        var body = segments.Body;
        var terms = segments.Terms;
        var counts = new int[terms.Count];
        for (var row = 0; row < segments.Count; row++)
        {
            if (!sources.Has(head.Sources[row]))
                continue;
            foreach (var term in body.Attributes[row])
                counts[term]++;
        }
        for (var term = 0; term < counts.Length; term++)
        {
            if (counts[term] == 0 || terms.Utf8(term).Length > LongestValue)
                continue;
            if (!fields.TryGetValue(terms.Key(term), out var values))
                fields[terms.Key(term)] = values = [];
            // A field of ids has as many values as rows: the first of them will do.
            if (values.Count < MostCounted)
                CollectionsMarshal.GetValueRefOrAddDefault(values, terms.Text(term), out _) += counts[term];
        }
    }
}
