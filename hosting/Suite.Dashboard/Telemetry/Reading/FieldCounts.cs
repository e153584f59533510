using System.Runtime.InteropServices;
using Suite.Dashboard.Telemetry.Segments;
using Suite.Dashboard.Telemetry.Views;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>What can be filtered by: fields with their most frequent values, counted segment by segment.</summary>
internal sealed class FieldCounts
{
    /// <summary>The newest so many rows are counted: enough to choose from, whatever the range.</summary>
    public const int MostRows = 100_000;

    private const int MostValues = 20;
    private const int MostCounted = 2_000;
    private const int LongestValue = 200;

    private readonly SortedDictionary<string, Dictionary<string, int>> _fields = new(StringComparer.Ordinal);

    /// <param name="counts">How many rows have each of the terms.</param>
    public void Add(Terms terms, ReadOnlySpan<int> counts)
    {
        for (var term = 0; term < counts.Length; term++)
        {
            if (counts[term] > 0 && terms.Utf8(term).Length <= LongestValue)
                Add(FieldNames.NameOf(terms.Key(term)), terms.Text(term), counts[term]);
        }
    }

    public void Add(string name, string value, int count)
    {
        if (count == 0)
            return;
        if (!_fields.TryGetValue(name, out var values))
            _fields[name] = values = [];
        // A field of ids has as many values as rows: the first of them will do.
        if (values.Count < MostCounted)
            CollectionsMarshal.GetValueRefOrAddDefault(values, value, out _) += count;
    }

    public IReadOnlyList<FieldView> Views() => [.. _fields.Select(field => new FieldView(
        field.Key, [.. field.Value.OrderByDescending(value => value.Value).Take(MostValues).Select(value => value.Key)]))];
}
