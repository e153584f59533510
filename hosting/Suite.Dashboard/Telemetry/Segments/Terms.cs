using System.Text;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>What <see cref="TermWriter"/> wrote, read in place.</summary>
internal readonly ref struct Terms
{
    /// <summary>Keys of what is not an attribute. No attribute's key begins like them.</summary>
    public const string Name = "\u0001name", Message = "\u0001message", Peer = "\u0001peer", Body = "\u0001body",
        Severity = "\u0001severity", Event = "\u0001event", State = "\u0001state";

    private readonly ReadOnlySpan<int> _keyOf;
    private readonly ReadOnlySpan<int> _ends;
    private readonly ReadOnlySpan<byte> _kinds;
    private readonly string[] _keys;

    public Terms(ReadOnlySpan<byte> bytes)
    {
        var reader = new ColumnReader(bytes);
        var counts = reader.Column<int>(2);
        Count = counts[0];
        _keyOf = reader.Column<int>(Count);
        _ends = reader.Column<int>(Count);
        _kinds = reader.Column<byte>(Count);
        _keys = new string[counts[1]];
        for (var i = 0; i < _keys.Length; i++)
            _keys[i] = reader.Text();
        AllText = reader.Rest();
    }

    public int Count { get; }

    /// <summary>Of all terms, without borders: <see cref="End"/> has them.</summary>
    public ReadOnlySpan<byte> AllText { get; }

    public ReadOnlySpan<int> KeyOf => _keyOf;

    public ReadOnlySpan<int> Ends => _ends;

    public ReadOnlySpan<string> Keys => _keys;

    public string Key(int term) => _keys[_keyOf[term]];

    public AnyKind Kind(int term) => (AnyKind)_kinds[term];

    public ReadOnlySpan<byte> Utf8(int term)
    {
        var start = term == 0 ? 0 : _ends[term - 1];
        return AllText[start.._ends[term]];
    }

    public string Text(int term) => Encoding.UTF8.GetString(Utf8(term));

    public AnyValue Value(int term) => Values.Parse(Kind(term), Text(term));

    /// <summary>-1 when no row of the segment has it.</summary>
    public int KeyNumber(string key) => Array.IndexOf(_keys, key);

    public KeyValue[] Attributes(ReadOnlySpan<int> terms)
    {
        var attributes = new KeyValue[terms.Length];
        for (var i = 0; i < terms.Length; i++)
            attributes[i] = new(Key(terms[i]), Value(terms[i]));
        return attributes;
    }

    public Dictionary<string, object?> Shown(ReadOnlySpan<int> terms)
    {
        var shown = new Dictionary<string, object?>(terms.Length);
        foreach (var term in terms)
            shown[Key(term)] = Values.Shown(Kind(term), Text(term));
        return shown;
    }
}
