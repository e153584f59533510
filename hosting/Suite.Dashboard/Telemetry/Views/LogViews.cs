namespace Suite.Dashboard.Telemetry.Views;

/// <param name="Total">Of all pages.</param>
/// <param name="Histogram">How many of each level over the range, at most 120 slices; of all pages.</param>
internal sealed record LogPage(IReadOnlyList<LogView> Items, string? NextCursor, long Total, IReadOnlyList<LevelCounts> Histogram);

/// <param name="Level">trace, debug, information, warning, error or fatal; <c>unknown</c> when the sender gave none.</param>
/// <param name="SeverityText">The sender's own word.</param>
internal sealed record LogView(
    string Id, string Time, string Resource, string Instance, string Level, string SeverityText, string Body,
    IReadOnlyDictionary<string, object?> Attributes, string Scope, string EventName, string? TraceId, string? SpanId);

/// <param name="Time">Where the slice begins.</param>
internal sealed record LevelCounts(string Time, int Trace, int Debug, int Information, int Warning, int Error, int Fatal);

/// <param name="Values">The most frequent first, at most 20.</param>
internal sealed record FieldView(string Name, IReadOnlyList<string> Values);
