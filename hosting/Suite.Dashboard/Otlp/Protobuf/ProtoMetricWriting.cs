using BucketField = Suite.Dashboard.Otlp.Protobuf.Fields.ExponentialBuckets;
using DataField = Suite.Dashboard.Otlp.Protobuf.Fields.MetricData;
using ExemplarField = Suite.Dashboard.Otlp.Protobuf.Fields.Exemplar;
using ExponentialField = Suite.Dashboard.Otlp.Protobuf.Fields.ExponentialPoint;
using Field = Suite.Dashboard.Otlp.Protobuf.Fields.Metric;
using HistogramField = Suite.Dashboard.Otlp.Protobuf.Fields.HistogramPoint;
using NumberField = Suite.Dashboard.Otlp.Protobuf.Fields.NumberPoint;
using SummaryField = Suite.Dashboard.Otlp.Protobuf.Fields.SummaryPoint;

namespace Suite.Dashboard.Otlp.Protobuf;

internal static class ProtoMetricWriting
{
    public static void Write(ProtoWriter to, Metric metric)
    {
        to.WriteText(Field.Name, metric.Name);
        to.WriteText(Field.Description, metric.Description);
        to.WriteText(Field.Unit, metric.Unit);
        var data = to.Begin(FieldOf(metric.Kind));
        foreach (var point in metric.Points)
            WritePoint(to, point);
        if (metric.Temporality != Temporality.Unspecified)
            to.Varint(DataField.Temporality, (ulong)metric.Temporality);
        if (metric.IsMonotonic)
            to.Bool(DataField.IsMonotonic, true);
        to.End(data);
    }

    private static int FieldOf(MetricKind kind) => kind switch
    {
        MetricKind.Gauge => Field.Gauge,
        MetricKind.Sum => Field.Sum,
        MetricKind.Histogram => Field.Histogram,
        MetricKind.ExponentialHistogram => Field.ExponentialHistogram,
        _ => Field.Summary,
    };

    private static void WritePoint(ProtoWriter to, Point point)
    {
        var message = to.Begin(DataField.Points);
        switch (point)
        {
            case NumberPoint number:
                WriteNumber(to, number);
                break;
            case HistogramPoint histogram:
                WriteHistogram(to, histogram);
                break;
            case ExponentialHistogramPoint histogram:
                WriteExponential(to, histogram);
                break;
            case SummaryPoint summary:
                WriteSummary(to, summary);
                break;
        }
        to.End(message);
    }

    private static void WriteNumber(ProtoWriter to, NumberPoint point)
    {
        to.WriteNanos(NumberField.Start, point.StartNanos);
        to.WriteNanos(NumberField.Time, point.TimeNanos);
        if (point.IsInteger)
            to.Fixed64(NumberField.AsInt, (long)point.Value);
        else
            to.Double(NumberField.AsDouble, point.Value);
        to.WriteAttributes(NumberField.Attributes, point.Attributes);
        WriteFlags(to, NumberField.Flags, point);
        WriteExemplars(to, NumberField.Exemplars, point);
    }

    private static void WriteHistogram(ProtoWriter to, HistogramPoint point)
    {
        to.WriteNanos(HistogramField.Start, point.StartNanos);
        to.WriteNanos(HistogramField.Time, point.TimeNanos);
        to.Fixed64(HistogramField.Count, point.Count);
        to.Double(HistogramField.Sum, point.Sum);
        to.PackedFixed64(HistogramField.Buckets, point.Buckets);
        to.PackedDoubles(HistogramField.Bounds, point.Bounds);
        if (point.Min is { } min)
            to.Double(HistogramField.Min, min);
        if (point.Max is { } max)
            to.Double(HistogramField.Max, max);
        to.WriteAttributes(HistogramField.Attributes, point.Attributes);
        WriteFlags(to, HistogramField.Flags, point);
        WriteExemplars(to, HistogramField.Exemplars, point);
    }

    private static void WriteExponential(ProtoWriter to, ExponentialHistogramPoint point)
    {
        to.WriteAttributes(ExponentialField.Attributes, point.Attributes);
        to.WriteNanos(ExponentialField.Start, point.StartNanos);
        to.WriteNanos(ExponentialField.Time, point.TimeNanos);
        to.Fixed64(ExponentialField.Count, point.Count);
        to.Double(ExponentialField.Sum, point.Sum);
        to.SInt32(ExponentialField.Scale, point.Scale);
        to.Fixed64(ExponentialField.ZeroCount, point.ZeroCount);
        to.Double(ExponentialField.ZeroThreshold, point.ZeroThreshold);
        WriteBuckets(to, ExponentialField.Positive, point.Positive);
        WriteBuckets(to, ExponentialField.Negative, point.Negative);
        if (point.Min is { } min)
            to.Double(ExponentialField.Min, min);
        if (point.Max is { } max)
            to.Double(ExponentialField.Max, max);
        WriteFlags(to, ExponentialField.Flags, point);
        WriteExemplars(to, ExponentialField.Exemplars, point);
    }

    private static void WriteSummary(ProtoWriter to, SummaryPoint point)
    {
        to.WriteNanos(SummaryField.Start, point.StartNanos);
        to.WriteNanos(SummaryField.Time, point.TimeNanos);
        to.Fixed64(SummaryField.Count, point.Count);
        to.Double(SummaryField.Sum, point.Sum);
        foreach (var (quantile, value) in point.Quantiles)
        {
            var message = to.Begin(SummaryField.Quantiles);
            to.Double(Fields.Quantile.Which, quantile);
            to.Double(Fields.Quantile.Value, value);
            to.End(message);
        }
        to.WriteAttributes(SummaryField.Attributes, point.Attributes);
        WriteFlags(to, SummaryField.Flags, point);
    }

    private static void WriteBuckets(ProtoWriter to, int field, ExponentialBuckets buckets)
    {
        if (buckets.Counts.Length == 0)
            return;
        var message = to.Begin(field);
        to.SInt32(BucketField.Offset, buckets.Offset);
        to.PackedVarints(BucketField.Counts, buckets.Counts);
        to.End(message);
    }

    private static void WriteFlags(ProtoWriter to, int field, Point point)
    {
        if (point.Flags != 0)
            to.Varint(field, point.Flags);
    }

    private static void WriteExemplars(ProtoWriter to, int field, Point point)
    {
        foreach (var exemplar in point.Exemplars)
        {
            var message = to.Begin(field);
            to.WriteNanos(ExemplarField.Time, exemplar.TimeNanos);
            to.Double(ExemplarField.AsDouble, exemplar.Value);
            to.WriteId(ExemplarField.TraceId, exemplar.TraceId);
            to.WriteId(ExemplarField.SpanId, exemplar.SpanId);
            to.WriteAttributes(ExemplarField.Attributes, exemplar.Attributes);
            to.End(message);
        }
    }
}
