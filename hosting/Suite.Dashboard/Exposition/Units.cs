using System.Collections.Frozen;

namespace Suite.Dashboard.Exposition;

/// <summary>
/// Units as Prometheus spells them: <c>By/s</c> is <c>bytes_per_second</c>. The words are those of the OpenTelemetry
/// specification's page "Prometheus and OpenMetrics Compatibility".
/// </summary>
internal static class Units
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["d"] = "days", ["h"] = "hours", ["min"] = "minutes",
        ["s"] = "seconds", ["ms"] = "milliseconds", ["us"] = "microseconds", ["ns"] = "nanoseconds",
        ["By"] = "bytes", ["KiBy"] = "kibibytes", ["MiBy"] = "mebibytes", ["GiBy"] = "gibibytes", ["TiBy"] = "tebibytes",
        ["KBy"] = "kilobytes", ["MBy"] = "megabytes", ["GBy"] = "gigabytes", ["TBy"] = "terabytes",
        ["m"] = "meters", ["V"] = "volts", ["A"] = "amperes", ["J"] = "joules", ["W"] = "watts", ["g"] = "grams",
        ["Cel"] = "celsius", ["Hz"] = "hertz", ["%"] = "percent",
    }.ToFrozenDictionary();

    // What follows a slash is one of it: meters_per_second.
    private static readonly FrozenDictionary<string, string> Singular = new Dictionary<string, string>
    {
        ["s"] = "second", ["min"] = "minute", ["m"] = "minute", ["h"] = "hour", ["d"] = "day", ["w"] = "week", ["mo"] = "month", ["y"] = "year",
    }.ToFrozenDictionary();

    /// <summary>The suffix without its underscore; empty when the unit gives none (<c>{request}</c>, <c>1</c>).</summary>
    public static string Suffix(string unit)
    {
        var parts = WithoutRemarks(unit).Split('/', 2);
        var counted = Word(parts[0].Trim(), Words);
        var per = parts.Length > 1 ? Word(parts[1].Trim(), Singular) : "";
        return (counted, per) switch
        {
            (_, "") => counted,
            ("", _) => $"per_{per}",
            _ => $"{counted}_per_{per}",
        };
    }

    private static string Word(string unit, FrozenDictionary<string, string> words) =>
        unit is "" or "1" ? "" : words.TryGetValue(unit, out var word) ? word : MetricNames.Clean(unit).Trim('_');

    // Braces hold what is counted, which is a remark and no unit: {request}.
    private static string WithoutRemarks(string unit)
    {
        while (unit.IndexOf('{') is >= 0 and var from && unit.IndexOf('}', from) is >= 0 and var to)
            unit = unit.Remove(from, to - from + 1);
        return unit;
    }
}
