using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Suite.ModelGateway.Local.Conversion;

/// <summary>
/// Reads the value that a minified CommonJS bundle exports, without running it: literals only, as minifiers write them
/// (names without quotes, <c>!0</c> for true, <c>.5</c> for 0.5).
/// </summary>
internal ref struct JsModule
{
    private const string Export = ".exports=";

    private readonly ReadOnlySpan<char> _source;
    private int _at;

    private JsModule(ReadOnlySpan<char> source) => _source = source;

    /// <exception cref="ConversionException">The source exports nothing that is a literal.</exception>
    public static JsonNode? ReadExport(ReadOnlySpan<char> source)
    {
        var reader = new JsModule(source);
        for (var from = 0; ; from = reader._at)
        {
            var found = source[from..].IndexOf(Export, StringComparison.Ordinal);
            if (found < 0)
                throw new ConversionException("The script exports no literal.");
            reader._at = from + found + Export.Length;
            // The bundler's own preamble says `module.exports=f()`; data begins with a bracket or a quote.
            if (reader._at < source.Length && source[reader._at] is '{' or '[' or '"' or '\'')
                return reader.Value();
        }
    }

    private JsonNode? Value() => Peek() switch
    {
        '{' => Object(),
        '[' => Array(),
        '"' or '\'' => JsonValue.Create(Text()),
        '!' => Negation(),
        >= '0' and <= '9' or '-' or '.' => Number(),
        _ => Word() switch
        {
            "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            var word => throw Unexpected(word),
        },
    };

    private JsonObject Object()
    {
        var result = new JsonObject();
        for (Take('{'); Peek() != '}'; Skip(','))
        {
            var name = Peek() is '"' or '\'' ? Text() : Word();
            Take(':');
            result[name] = Value();
        }

        Take('}');
        return result;
    }

    private JsonArray Array()
    {
        var result = new JsonArray();
        for (Take('['); Peek() != ']'; Skip(','))
            result.Add(Value());
        Take(']');
        return result;
    }

    private string Text()
    {
        var quote = _source[_at++];
        var end = _source[_at..].IndexOfAny(quote, '\\');
        if (end >= 0 && _source[_at + end] == quote)
        {
            // Weights are one string of millions of characters: nothing to unescape, so copy it whole.
            var whole = _source.Slice(_at, end).ToString();
            _at += end + 1;
            return whole;
        }

        var text = new StringBuilder();
        for (; Peek() != quote; _at++)
        {
            if (_source[_at] == '\\')
                _at++;
            text.Append(Peek());
        }

        _at++;
        return text.ToString();
    }

    private JsonNode Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()) || Peek() is '.' or '-' or '+' or 'e')
            _at++;
        var digits = _source[start.._at];
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw Unexpected($"'{digits}'");
        // Parsed again as JSON, so that the reader may ask for it as any kind of number.
        return JsonNode.Parse(number.ToString("R", CultureInfo.InvariantCulture))!;
    }

    private JsonValue Negation()
    {
        _at++;
        var zero = Peek() == '0';
        _at++;
        return JsonValue.Create(zero);
    }

    private string Word()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Peek()) || Peek() is '_' or '$')
            _at++;
        return _source[start.._at].ToString();
    }

    private readonly char Peek() => _at < _source.Length ? _source[_at] : throw Unexpected("the end");

    private void Take(char expected)
    {
        if (Peek() != expected)
            throw Unexpected(Peek().ToString());
        _at++;
    }

    private void Skip(char optional)
    {
        if (Peek() == optional)
            _at++;
    }

    private readonly ConversionException Unexpected(string what) =>
        new($"Unexpected {what} at character {_at} of the script.");
}
