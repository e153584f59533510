using System.Globalization;
using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

internal static class JsonMetricWriting
{
    public static void Write(Utf8JsonWriter json, Metric metric)
    {
        json.WriteStartObject();
        json.WriteText("name", metric.Name);
        json.WriteText("description", metric.Description);
        json.WriteText("unit", metric.Unit);
        json.WriteStartObject(NameOf(metric.Kind));
        json.WriteArray("dataPoints", metric.Points, WritePoint);
        json.WriteUnlessZero("aggregationTemporality", (int)metric.Temporality);
        if (metric.IsMonotonic)
            json.WriteBoolean("isMonotonic", true);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string NameOf(MetricKind kind) => kind switch
    {
        MetricKind.Gauge => "gauge",
        MetricKind.Sum => "sum",
        MetricKind.Histogram => "histogram",
        MetricKind.ExponentialHistogram => "exponentialHistogram",
        _ => "summary",
    };

    private static void WritePoint(Utf8JsonWriter json, Point point)
    {
        json.WriteStartObject();
        json.WriteAttributes(point.Attributes);
        json.WriteNanos("startTimeUnixNano", point.StartNanos);
        json.WriteNanos("timeUnixNano", point.TimeNanos);
        switch (point)
        {
            case NumberPoint number:
                WriteNumber(json, number);
                break;
            case HistogramPoint histogram:
                WriteHistogram(json, histogram);
                break;
            case ExponentialHistogramPoint histogram:
                WriteExponential(json, histogram);
                break;
            case SummaryPoint summary:
                WriteSummary(json, summary);
                break;
        }
        json.WriteUnlessZero("flags", point.Flags);
        if (point.Exemplars.Length > 0)
            json.WriteArray("exemplars", point.Exemplars, WriteExemplar);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, NumberPoint point)
    {
        if (point.IsInteger)
            json.WriteInt64("asInt", (long)point.Value);
        else
            json.WriteDouble("asDouble", point.Value);
    }

    private static void WriteHistogram(Utf8JsonWriter json, HistogramPoint point)
    {
        json.WriteUInt64("count", point.Count);
        json.WriteDouble("sum", point.Sum);
        WriteCounts(json, point.Buckets);
        json.WriteArray("explicitBounds", point.Bounds, JsonWriting.WriteDoubleValue);
        WriteExtremes(json, point.Min, point.Max);
    }

    private static void WriteExponential(Utf8JsonWriter json, ExponentialHistogramPoint point)
    {
        json.WriteUInt64("count", point.Count);
        json.WriteDouble("sum", point.Sum);
        json.WriteUnlessZero("scale", point.Scale);
        json.WriteUInt64("zeroCount", point.ZeroCount);
        json.WriteDouble("zeroThreshold", point.ZeroThreshold);
        WriteBuckets(json, "positive", point.Positive);
        WriteBuckets(json, "negative", point.Negative);
        WriteExtremes(json, point.Min, point.Max);
    }

    private static void WriteSummary(Utf8JsonWriter json, SummaryPoint point)
    {
        json.WriteUInt64("count", point.Count);
        json.WriteDouble("sum", point.Sum);
        json.WriteArray("quantileValues", point.Quantiles, (writer, item) =>
        {
            writer.WriteStartObject();
            writer.WriteDouble("quantile", item.Quantile);
            writer.WriteDouble("value", item.Value);
            writer.WriteEndObject();
        });
    }

    private static void WriteBuckets(Utf8JsonWriter json, string name, ExponentialBuckets buckets)
    {
        if (buckets.Counts.Length == 0)
            return;
        json.WriteStartObject(name);
        json.WriteUnlessZero("offset", buckets.Offset);
        WriteCounts(json, buckets.Counts);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, ulong[] counts) =>
        json.WriteArray("bucketCounts", counts, (writer, count) => writer.WriteStringValue(count.ToString(CultureInfo.InvariantCulture)));

    private static void WriteExtremes(Utf8JsonWriter json, double? min, double? max)
    {
        if (min is { } least)
            json.WriteDouble("min", least);
        if (max is { } most)
            json.WriteDouble("max", most);
    }

    private static void WriteExemplar(Utf8JsonWriter json, Exemplar exemplar)
    {
        json.WriteStartObject();
        json.WriteNanos("timeUnixNano", exemplar.TimeNanos);
        json.WriteDouble("asDouble", exemplar.Value);
        json.WriteId("spanId", exemplar.SpanId);
        json.WriteId("traceId", exemplar.TraceId);
        json.WriteAttributes(exemplar.Attributes, "filteredAttributes");
        json.WriteEndObject();
    }
}
