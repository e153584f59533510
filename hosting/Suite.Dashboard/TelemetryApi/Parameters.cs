using System.Globalization;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;
using Suite.ServiceDefaults;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>Reads a question from the address; what does not make sense is answered with 400 and a sentence that says what would.</summary>
internal sealed class Parameters(IQueryCollection query)
{
    private const int LongestText = 1000;

    public string? Text(string name)
    {
        var text = query[name].ToString();
        if (text.Length > LongestText)
            throw Bad($"{name} must have at most {LongestText} characters.");
        return text.Length == 0 ? null : text;
    }

    public string Needed(string name) => Text(name) ?? throw Bad($"{name} is needed.");

    public IReadOnlyList<string> Texts(string name) => [.. query[name].OfType<string>().Where(text => text.Length > 0)];

    public int Whole(string name, int least, int most, int usual)
    {
        if (Text(name) is not { } text)
            return usual;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Bad($"{name} must be a whole number from {least} to {most}.");
    }

    /// <summary>Milliseconds, as nanoseconds.</summary>
    public long? Milliseconds(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1e12
            ? (long)(number * 1e6)
            : throw Bad($"{name} must be a number of milliseconds, not negative.");
    }

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Bad($"{name} must be true or false."),
    };

    public string Choice(string name, string usual, params string[] choices)
    {
        var text = Text(name) ?? usual;
        return choices.Contains(text) ? text : throw Bad($"{name} must be one of {string.Join(", ", choices)}.");
    }

    public IReadOnlyList<Condition> Where()
    {
        var conditions = Texts("where").Select(text => Condition.Parse(text)
            ?? throw Bad($"where must be key=value, key!=value or key~part of a value; \"{text}\" is none of them.")).ToList();
        return conditions.Count <= RowFilter.MostConditions ? conditions : throw Bad($"where may be given {RowFilter.MostConditions} times at most.");
    }

    public Cursor? Cursor() => Text("cursor") is not { } text ? null
        : Telemetry.Reading.Cursor.TryParse(text, out var cursor) ? cursor
        : throw Bad("cursor must be the nextCursor of an earlier answer.");

    public TraceId Trace(string name) => Text(name) is not { } text ? default
        : TraceId.TryParse(text, out var id) ? id
        : throw Bad($"{name} must be 32 hexadecimal digits.");

    public SpanId Span(string name) => Text(name) is not { } text ? default
        : SpanId.TryParse(text, out var id) ? id
        : throw Bad($"{name} must be 16 hexadecimal digits.");

    /// <summary>Severity that a log must have at least; 0 takes all.</summary>
    public int Level() => Text("level") is not { } text ? 0
        : LogLevels.LeastOf(text) is > 0 and var least ? least
        : throw Bad($"level must be one of {string.Join(", ", LogLevels.Names)}.");

    /// <summary>Null when it is not given.</summary>
    public DateTimeOffset? Time(string name, DateTimeOffset now)
    {
        if (Text(name) is not { } text || text == "now")
            return null;
        return TimeText.Parse(text, now)
            ?? throw Bad($"{name} must be a time such as 2026-01-31T12:00:00Z, or one before now such as -15m, -6h or -7d.");
    }

    public static ProblemException Bad(string sentence) => CommonProblems.InvalidRequest.ToException(sentence);
}
