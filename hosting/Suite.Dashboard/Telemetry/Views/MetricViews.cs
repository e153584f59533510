namespace Suite.Dashboard.Telemetry.Views;

/// <param name="Kind">gauge, sum (may fall), counter (never falls), histogram or summary.</param>
internal sealed record InstrumentView(
    string Resource, string Meter, string Name, string Unit, string Description, string Kind, int Series,
    IReadOnlyList<string> Dimensions);

/// <param name="Dimensions">Every key with its values over all series, filtered or not: what a filter can choose from.</param>
/// <param name="StepMs">Between two points.</param>
/// <param name="Truncated">There are more series or exemplars than are shown.</param>
internal sealed record SeriesSetView(
    string Name, string Unit, string Kind, long StepMs, IReadOnlyDictionary<string, IReadOnlyList<string>> Dimensions,
    IReadOnlyList<SeriesView> Series, IReadOnlyList<ExemplarView> Exemplars, bool Truncated);

/// <param name="Points">
/// <c>[unixMs, value]</c>: a counter's is its rate per second. Of histograms <c>[unixMs, count, sum, p50, p90, p99]</c>
/// of what was recorded in the step. A step without a point is left out.
/// </param>
/// <param name="Total">Of a counter: by how much it grew over the range. Null for other kinds.</param>
internal sealed record SeriesView(
    IReadOnlyDictionary<string, object?> Attributes, IReadOnlyList<double?[]> Points, double? Total);

internal sealed record ExemplarView(
    string Time, double Value, string? TraceId, string? SpanId, IReadOnlyDictionary<string, object?> Attributes);
