using System.Text;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Finds a text in UTF-8, upper and lower case of A to Z alike. It looks for the rarest letter of what is sought with the
/// processor's vector instructions and compares only there: some gigabytes a second, so no index of words is needed.
/// </summary>
internal readonly struct TextSearch
{
    // From the rarest to the most frequent in English text and in identifiers.
    private const string ByFrequency = "zqxjkvwybgfmhpu_lcd-sn.oira/0123456789te ";

    private readonly byte[] _sought;
    private readonly int _anchor;
    private readonly byte _lower, _upper;

    public TextSearch(string text)
    {
        // Other letters stay as they are: the text that is searched is not changed either.
        _sought = Array.ConvertAll(Encoding.UTF8.GetBytes(text), Lower);
        _anchor = Enumerable.Range(0, _sought.Length).MinBy(Frequency(_sought));
        _lower = _sought[_anchor];
        _upper = _lower is >= (byte)'a' and <= (byte)'z' ? (byte)(_lower - 32) : _lower;
    }

    public bool IsIn(ReadOnlySpan<byte> text) => IndexIn(text) >= 0;

    /// <summary>-1 when it is not there.</summary>
    public int IndexIn(ReadOnlySpan<byte> text)
    {
        for (var from = _anchor; from < text.Length;)
        {
            var at = text[from..].IndexOfAny(_lower, _upper);
            if (at < 0)
                return -1;
            var start = from + at - _anchor;
            if (start + _sought.Length > text.Length)
                return -1;
            if (IsAt(text.Slice(start, _sought.Length)))
                return start;
            from += at + 1;
        }
        return -1;
    }

    private bool IsAt(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Lower(text[i]) != _sought[i])
                return false;
        }
        return true;
    }

    private static byte Lower(byte c) => c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c + 32) : c;

    private static Func<int, int> Frequency(byte[] text) => i => ByFrequency.IndexOf((char)text[i], StringComparison.Ordinal);
}
