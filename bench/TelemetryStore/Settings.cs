using System.Globalization;

namespace Suite.Bench.TelemetryStore;

/// <param name="Trace">Spans of an ordinary trace; besides, every hundredth thousand spans hold one of 1,000.</param>
/// <param name="Rounds">How often each question is asked, after one time that is not counted.</param>
/// <param name="File">Of the run; one that is there is asked as it is.</param>
internal sealed record Settings(int Spans, int Points, int Trace, int Rounds, string File, bool Keep)
{
    public static Settings Of(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        int Number(string name, int usual) => Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
        return new(
            Number("--spans", 1_000_000), Number("--points", 2_000_000), Number("--trace", 40), Number("--rounds", 20),
            Value("--file") ?? Path.Combine(Path.GetTempPath(), $"suite-bench-{Environment.ProcessId}.db"), Value("--file") is not null);
    }
}
