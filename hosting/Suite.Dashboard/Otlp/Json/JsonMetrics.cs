using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary><c>opentelemetry.proto.metrics.v1.Metric</c></summary>
internal static class JsonMetrics
{
    private static readonly string[] Temporalities = ["UNSPECIFIED", "DELTA", "CUMULATIVE"];

    public static Metric? Read(ref Utf8JsonReader json, Decoding decoding)
    {
        string name = "", description = "", unit = "";
        Data data = default;
        if (!json.IsObject())
            return null;
        while (json.NextName())
        {
            if (json.Is("name"u8))
                name = json.Text(decoding);
            else if (json.Is("description"u8))
                description = json.Text(decoding);
            else if (json.Is("unit"u8))
                unit = json.Text(decoding);
            else if (json.Is("gauge"u8))
                data = ReadData(ref json, decoding, MetricKind.Gauge, JsonPoints.ReadNumber);
            else if (json.Is("sum"u8))
                data = ReadData(ref json, decoding, MetricKind.Sum, JsonPoints.ReadNumber);
            else if (json.Is("histogram"u8))
                data = ReadData(ref json, decoding, MetricKind.Histogram, JsonHistograms.Read);
            else if (json.Is("exponentialHistogram"u8))
                data = ReadData(ref json, decoding, MetricKind.ExponentialHistogram, JsonHistograms.ReadExponential);
            else if (json.Is("summary"u8))
                data = ReadData(ref json, decoding, MetricKind.Summary, JsonPoints.ReadSummary);
            else
                json.Skip();
        }
        // Without points there is nothing to say.
        return data.Points is not { Length: > 0 } ? null : new Metric
        {
            Name = name, Description = description, Unit = unit, Kind = data.Kind, Temporality = data.Temporality,
            IsMonotonic = data.IsMonotonic, Points = data.Points,
        };
    }

    private static Data ReadData(ref Utf8JsonReader json, Decoding decoding, MetricKind kind, ItemReader<Point> readPoint)
    {
        List<Point> points = [];
        Temporality temporality = default;
        var isMonotonic = false;
        if (!json.IsObject())
            return default;
        while (json.NextName())
        {
            if (json.Is("dataPoints"u8))
            {
                if (!json.IsArray())
                    continue;
                while (json.NextItem())
                {
                    decoding.Charge(Decoding.ItemBytes);
                    if (json.IsObject() && readPoint(ref json, decoding) is { } point)
                        points.Add(point);
                }
            }
            else if (json.Is("aggregationTemporality"u8))
            {
                temporality = Known.TemporalityOf(json.Enum("AGGREGATION_TEMPORALITY_", Temporalities));
            }
            else if (json.Is("isMonotonic"u8))
            {
                isMonotonic = json.Bool();
            }
            else
            {
                json.Skip();
            }
        }
        return new(kind, temporality, isMonotonic, [.. points]);
    }

    private readonly record struct Data(MetricKind Kind, Temporality Temporality, bool IsMonotonic, Point[] Points);
}
