namespace Suite.Dashboard.Otlp;

/// <summary>Roughly how many bytes telemetry takes in memory: enough to bound a queue by.</summary>
internal static class Weight
{
    private const int Row = 200;
    private const int Attribute = 48;

    public static long Of(TracesData data) => data.Groups.Sum(group => group.Spans.Sum(Of));

    public static long Of(LogsData data) => data.Groups.Sum(group => group.Records.Sum(record =>
        Row + Of(record.Body) + Long(record.SeverityText) + Long(record.EventName) + Of(record.Attributes)));

    public static long Of(MetricsData data) => data.Groups.Sum(group => group.Metrics.Sum(metric =>
        Long(metric.Name) + Long(metric.Description) + Long(metric.Unit) + metric.Points.Sum(Of)));

    private static long Of(Span span) =>
        Row + Long(span.Name) + Long(span.StatusMessage) + Long(span.TraceState) + Of(span.Attributes)
        + span.Events.Sum(happened => Row + Long(happened.Name) + Of(happened.Attributes))
        + span.Links.Sum(link => Row + Long(link.TraceState) + Of(link.Attributes));

    private static long Of(Point point) =>
        Row + Of(point.Attributes) + Numbers(point) + point.Exemplars.Sum(exemplar => Row + Of(exemplar.Attributes));

    // A short name is one text for all that have it.
    private static long Long(string name) => name.Length > Interner.MaxBytes ? name.Length * sizeof(char) : 0;

    private static long Of(KeyValue[] attributes)
    {
        var sum = 0L;
        foreach (var attribute in attributes)
            sum += Attribute + Long(attribute.Key) + Of(attribute.Value);
        return sum;
    }

    private static long Of(AnyValue value) => value.Kind switch
    {
        AnyKind.Text => value.Text.Length * sizeof(char),
        AnyKind.Bytes => value.Bytes.Length,
        AnyKind.Map => Of(value.Map),
        AnyKind.Array => value.Array.Sum(item => Attribute + Of(item)),
        _ => 0,
    };

    private static long Numbers(Point point) => point switch
    {
        HistogramPoint histogram => (histogram.Buckets.Length + histogram.Bounds.Length) * 8,
        ExponentialHistogramPoint histogram => (histogram.Positive.Counts.Length + histogram.Negative.Counts.Length) * 8,
        SummaryPoint summary => summary.Quantiles.Length * 16,
        _ => 0,
    };
}
