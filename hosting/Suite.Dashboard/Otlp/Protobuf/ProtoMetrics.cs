using Field = Suite.Dashboard.Otlp.Protobuf.Fields.Metric;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary><c>opentelemetry.proto.metrics.v1.Metric</c></summary>
internal static class ProtoMetrics
{
    public static Metric? Read(ProtoReader message, Decoding decoding)
    {
        string name = "", description = "", unit = "";
        Data data = default;
        while (message.Next())
        {
            switch (message.Field)
            {
                case Field.Name:
                    name = decoding.Text(message.Bytes());
                    break;
                case Field.Description:
                    description = decoding.Text(message.Bytes());
                    break;
                case Field.Unit:
                    unit = decoding.Text(message.Bytes());
                    break;
                case Field.Gauge:
                    data = ReadData(message.Message("Gauge"), decoding, MetricKind.Gauge, ProtoPoints.ReadNumber);
                    break;
                case Field.Sum:
                    data = ReadData(message.Message("Sum"), decoding, MetricKind.Sum, ProtoPoints.ReadNumber);
                    break;
                case Field.Histogram:
                    data = ReadData(message.Message("Histogram"), decoding, MetricKind.Histogram, ProtoHistograms.Read);
                    break;
                case Field.ExponentialHistogram:
                    data = ReadData(
                        message.Message("ExponentialHistogram"), decoding, MetricKind.ExponentialHistogram, ProtoHistograms.ReadExponential);
                    break;
                case Field.Summary:
                    data = ReadData(message.Message("Summary"), decoding, MetricKind.Summary, ProtoPoints.ReadSummary);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        // Without points there is nothing to say.
        return data.Points is not { Length: > 0 } ? null : new Metric
        {
            Name = name, Description = description, Unit = unit, Kind = data.Kind, Temporality = data.Temporality,
            IsMonotonic = data.IsMonotonic, Points = data.Points,
        };
    }

    private static Data ReadData(ProtoReader message, Decoding decoding, MetricKind kind, ItemReader<Point> readPoint)
    {
        List<Point> points = [];
        Temporality temporality = default;
        var isMonotonic = false;
        while (message.Next())
        {
            switch (message.Field)
            {
                case Fields.MetricData.Points:
                    decoding.Charge(Decoding.ItemBytes);
                    if (readPoint(message.Message("a data point"), decoding) is { } point)
                        points.Add(point);
                    break;
                case Fields.MetricData.Temporality:
                    temporality = Known.TemporalityOf(message.Int64());
                    break;
                case Fields.MetricData.IsMonotonic:
                    isMonotonic = message.Bool();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return new(kind, temporality, isMonotonic, [.. points]);
    }

    private readonly record struct Data(MetricKind Kind, Temporality Temporality, bool IsMonotonic, Point[] Points);
}
