using System.Text;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Segments;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// The text and the conditions that rows must meet. Each of them is a bit. A segment's terms are judged once and marked with the
/// bits that they meet; a row meets what its terms, its source, its scope and its own fields meet together.
/// </summary>
internal sealed class RowFilter
{
    private const int TextBit = 31;

    private readonly IReadOnlyList<Condition> _where;
    private readonly TextSearch[] _contains;
    private readonly byte[][] _equals;
    private readonly TextSearch? _text;
    private readonly uint _required, _forbidden;
    private uint[] _marks = [];

    public const int MostConditions = 20;

    public RowFilter(string? text, IReadOnlyList<Condition> where)
    {
        _where = where;
        _contains = [.. where.Select(one => one.Comparison == Comparison.Contains ? new TextSearch(one.Value) : default)];
        _equals = [.. where.Select(one => Encoding.UTF8.GetBytes(one.Value))];
        for (var i = 0; i < where.Count; i++)
        {
            if (where[i].Comparison == Comparison.NotEqual)
                _forbidden |= 1u << i;
            else
                _required |= 1u << i;
        }
        if (string.IsNullOrEmpty(text))
            return;
        _text = new TextSearch(text);
        _required |= 1u << TextBit;
    }

    public bool IsEmpty => (_required | _forbidden) == 0;

    /// <summary>The bits that a field of rows meets: <c>span.kind</c> with <c>server</c>.</summary>
    public uint MarksOf(string key, string value)
    {
        var marks = 0u;
        for (var i = 0; i < _where.Count; i++)
        {
            if (_where[i].Key == key && Meets(i, Encoding.UTF8.GetBytes(value)))
                marks |= 1u << i;
        }
        return marks;
    }

    public uint MarksOf(KeyValue[] attributes)
    {
        var marks = 0u;
        foreach (var (key, value) in attributes)
            marks |= MarksOf(key, value.ToString());
        return marks;
    }

    /// <summary>Judges the terms of the segment whose rows come next.</summary>
    /// <param name="others">What rows may meet otherwise.</param>
    /// <returns>False when no row of the segment can pass.</returns>
    public bool Look(Terms terms, uint others)
    {
        if (_marks.Length < terms.Count)
            _marks = new uint[terms.Count * 2];
        var marks = _marks.AsSpan(0, terms.Count);
        marks.Clear();
        for (var i = 0; i < _where.Count; i++)
            MarkCondition(i, terms, marks);
        if (_text is { } text)
            MarkText(text, terms, marks);

        var any = others;
        foreach (var mark in marks)
            any |= mark;
        return (any & _required) == _required;
    }

    public uint this[int term] => _marks[term];

    public bool Passes(uint seen, ReadOnlySpan<int> attributes)
    {
        foreach (var term in attributes)
            seen |= _marks[term];
        return (seen & _required) == _required && (seen & _forbidden) == 0;
    }

    private void MarkCondition(int condition, Terms terms, Span<uint> marks)
    {
        var key = terms.KeyNumber(FieldNames.KeyOf(_where[condition].Key));
        if (key < 0)
            return;
        var keys = terms.KeyOf;
        for (var term = 0; term < keys.Length; term++)
        {
            if (keys[term] == key && Meets(condition, terms.Utf8(term)))
                marks[term] |= 1u << condition;
        }
    }

    // One search over all texts at once; a hit across the border of two is none.
    private static void MarkText(TextSearch text, Terms terms, Span<uint> marks)
    {
        var peer = terms.KeyNumber(Terms.Peer);
        var ends = terms.Ends;
        for (var from = 0; from < terms.AllText.Length;)
        {
            var at = text.IndexIn(terms.AllText[from..]);
            if (at < 0)
                return;
            var term = ends.BinarySearch(from + at + 1);
            term = term < 0 ? ~term : term;
            while (term > 0 && ends[term - 1] == ends[term])
                term--;
            // Whom a span calls is worked out here; nobody sent it.
            if (terms.KeyOf[term] != peer && text.IsIn(terms.Utf8(term)))
                marks[term] |= 1u << TextBit;
            from = text.IsIn(terms.Utf8(term)) ? ends[term] : from + at + 1;
        }
    }

    private bool Meets(int condition, ReadOnlySpan<byte> value) => _where[condition].Comparison == Comparison.Contains
        ? _contains[condition].IsIn(value)
        : value.SequenceEqual(_equals[condition]);
}
