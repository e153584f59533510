namespace Suite.Dashboard.Otlp;

/// <summary>What decoding one request has in hand, whichever the format: the limits, and counts of what they cost. Not for two threads.</summary>
/// <param name="limits">How much is kept.</param>
/// <param name="grow">Told of every megabyte that decoded objects are about to take, by estimate; it may throw to end it.</param>
internal sealed class Decoding(OtlpLimits limits, Action<int>? grow = null)
{
    /// <summary>Rough sizes in memory. Two bytes may ask for an object: a request must not unfold without an end.</summary>
    public const int ItemBytes = 160, PartBytes = 80, ValueBytes = 32;

    /// <summary>Numbers in one histogram; SDKs have 160 at most by default.</summary>
    public const int MaxNumbers = 1 << 14;

    private const int Step = 1 << 20;

    /// <summary>Deeper values are an error: a few bytes could otherwise exhaust the stack.</summary>
    public const int MaxDepth = 32;

    private readonly Scratch<KeyValue> _pairs = new();
    private long _decoded, _told;

    /// <summary>Texts, and values of bytes, that were longer than allowed.</summary>
    public int CutTexts { get; private set; }

    /// <summary>Attributes beyond the allowed number.</summary>
    public int LeftOutAttributes { get; private set; }

    /// <summary>Items that nobody could use: they are left out, the others are taken.</summary>
    public int Invalid { get; private set; }

    /// <summary>An object of about this size is about to be made.</summary>
    public void Charge(int bytes)
    {
        _decoded += bytes;
        for (; _decoded - _told > Step; _told += Step)
            grow?.Invoke(Step);
    }

    public string Text(ReadOnlySpan<byte> utf8) => Interner.Shared.Text(Cut(utf8));

    /// <summary>Bytes have the limit of texts.</summary>
    public byte[] Bytes(ReadOnlySpan<byte> value)
    {
        if (value.Length <= limits.TextBytes)
            return value.ToArray();
        CutTexts++;
        return value[..limits.TextBytes].ToArray();
    }

    /// <summary>To be given to <see cref="TakePairs"/>: what is added in between is one list of attributes.</summary>
    public int MarkPairs() => _pairs.Count;

    public void Add(KeyValue pair, int mark)
    {
        if (_pairs.Count - mark >= limits.Attributes)
        {
            LeftOutAttributes++;
            return;
        }
        Charge(ValueBytes);
        _pairs.Add(pair);
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
