using System.Runtime.InteropServices;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>The attributes of all rows as terms: where each row's end, then all of them.</summary>
internal readonly ref struct AttributeColumn
{
    private readonly ReadOnlySpan<int> _ends;
    private readonly ReadOnlySpan<int> _terms;

    public AttributeColumn(scoped ref ColumnReader reader, int rows)
    {
        _ends = reader.Column<int>(rows);
        _terms = reader.Column<int>(rows == 0 ? 0 : _ends[^1]);
    }

    public ReadOnlySpan<int> this[int row] => _terms[(row == 0 ? 0 : _ends[row - 1]).._ends[row]];

    public static void Write<TRow>(ColumnWriter writer, TermWriter terms, IReadOnlyList<TRow> rows, Func<TRow, KeyValue[]> attributes)
    {
        var ends = new int[rows.Count];
        var numbers = new List<int>(rows.Count * 8);
        for (var row = 0; row < ends.Length; row++)
        {
            foreach (var attribute in attributes(rows[row]))
                numbers.Add(terms.Add(attribute));
            ends[row] = numbers.Count;
        }
        writer.Column<int>(ends).Column<int>(CollectionsMarshal.AsSpan(numbers));
    }
}
