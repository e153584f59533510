using System.Text;
using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>
/// The words of a segment: every different pair of key and value once, numbered. Rows hold the numbers. Telemetry repeats
/// itself, so this is a fraction of the text that was sent, and a search looks at each different text once.
/// </summary>
internal sealed class TermWriter
{
    private readonly Dictionary<string, int> _keys = [];
    private readonly Dictionary<Term, int> _terms = [];
    private readonly List<int> _keyOf = [];
    private readonly List<byte> _kinds = [];
    private readonly List<int> _ends = [];
    private readonly ColumnWriter _text = new();

    public int Add(KeyValue attribute) => Add(attribute.Key, attribute.Value);

    public int Add(string key, string text) => Add(key, AnyValue.Of(text));

    public int Add(string key, AnyValue value)
    {
        // Only a text, an array, a map or bytes need text to be compared; numbers are compared as they are.
        var text = value.Kind switch
        {
            AnyKind.Text => value.Text,
            AnyKind.Array or AnyKind.Map or AnyKind.Bytes => Values.Text(value),
            _ => null,
        };
        var term = new Term(Key(key), value.Kind, text, text is null ? value.Int : 0);
        if (_terms.TryGetValue(term, out var number))
            return number;
        _terms.Add(term, number = _terms.Count);
        _keyOf.Add(term.Key);
        _kinds.Add((byte)value.Kind);
        _text.Raw(Encoding.UTF8.GetBytes(text ?? value.ToString()));
        _ends.Add(_text.Length);
        return number;
    }

    public byte[] ToArray()
    {
        var all = new ColumnWriter();
        all.Column<int>([_terms.Count, _keys.Count]);
        all.Column<int>(_keyOf.ToArray());
        all.Column<int>(_ends.ToArray());
        all.Column<byte>(_kinds.ToArray());
        foreach (var key in _keys.Keys)
            all.Text(key);
        return all.Raw(_text.ToArray()).ToArray();
    }

    private int Key(string key)
    {
        if (!_keys.TryGetValue(key, out var number))
            _keys.Add(key, number = _keys.Count);
        return number;
    }

    private readonly record struct Term(int Key, AnyKind Kind, string? Text, long Bits);
}
