using System.Text;

namespace Suite.Dashboard.Otlp;

/// <summary>What decoding one request has in hand, whichever the format: the limits, and counts of what they cost. Not for two threads.</summary>
internal sealed class Decoding(OtlpLimits limits)
{
    /// <summary>Deeper values are an error: a few bytes could otherwise exhaust the stack.</summary>
    public const int MaxDepth = 32;

    private readonly Scratch<KeyValue> _pairs = new();

    /// <summary>Texts that were longer than allowed.</summary>
    public int CutTexts { get; private set; }

    /// <summary>Attributes beyond the allowed number.</summary>
    public int LeftOutAttributes { get; private set; }

    /// <summary>Items that nobody could use: they are left out, the others are taken.</summary>
    public int Invalid { get; private set; }

    public string Text(ReadOnlySpan<byte> utf8) => Interner.Shared.Text(Cut(utf8));

    /// <summary>What is rarely the same twice.</summary>
    public string LongText(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(Cut(utf8));

    /// <summary>To be given to <see cref="TakePairs"/>: what is added in between is one list of attributes.</summary>
    public int MarkPairs() => _pairs.Count;

    public void Add(KeyValue pair, int mark)
    {
        if (_pairs.Count - mark < limits.Attributes)
            _pairs.Add(pair);
        else
            LeftOutAttributes++;
    }

    public KeyValue[] TakePairs(int mark) => _pairs.Take(mark);

    /// <summary>A span without a valid trace or span id could never be found again.</summary>
    public bool Accept(Span span) => Accept(!span.TraceId.IsEmpty && !span.SpanId.IsEmpty);

    /// <summary>Every bucket but the last ends at a bound.</summary>
    public bool Accept(HistogramPoint point) =>
        Accept(point.Buckets.Length == point.Bounds.Length + 1 || (point.Buckets.Length == 0 && point.Bounds.Length == 0));

    private bool Accept(bool usable)
    {
        if (!usable)
            Invalid++;
        return usable;
    }

    private ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= limits.TextBytes)
            return utf8;
        CutTexts++;
        var end = limits.TextBytes;
        // Not in the middle of a character.
        while (end > 0 && (utf8[end] & 0xC0) == 0x80)
            end--;
        return utf8[..end];
    }
}
