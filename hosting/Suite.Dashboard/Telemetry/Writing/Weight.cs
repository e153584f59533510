using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>Roughly how many bytes telemetry takes in memory: enough to bound a queue by.</summary>
internal static class Weight
{
    private const int Row = 200;
    private const int Attribute = 48;

    public static long Of(TracesData data) =>
        data.Groups.Sum(group => group.Spans.Sum(span => (long)Row + Of(span.Attributes) + span.Events.Sum(e => Row + Of(e.Attributes)) + (span.Links.Length * Row)));

    public static long Of(LogsData data) =>
        data.Groups.Sum(group => group.Records.Sum(record => (long)Row + Of(record.Body) + Of(record.Attributes)));

    public static long Of(MetricsData data) =>
        data.Groups.Sum(group => group.Metrics.Sum(metric => metric.Points.Sum(point => (long)Row + Of(point.Attributes) + Buckets(point))));

    private static long Of(KeyValue[] attributes)
    {
        var sum = 0L;
        foreach (var attribute in attributes)
            sum += Attribute + Of(attribute.Value);
        return sum;
    }

    private static long Of(AnyValue value) => value.Kind switch
    {
        AnyKind.Text => value.Text.Length * 2,
        AnyKind.Bytes => value.Bytes.Length,
        AnyKind.Map => Of(value.Map),
        AnyKind.Array => value.Array.Sum(item => Attribute + Of(item)),
        _ => 0,
    };

    private static long Buckets(Point point) => point switch
    {
        HistogramPoint histogram => histogram.Buckets.Length * 8,
        ExponentialHistogramPoint histogram => (histogram.Positive.Counts.Length + histogram.Negative.Counts.Length) * 8,
        _ => 0,
    };
}
