using ExemplarField = Suite.Dashboard.Otlp.Protobuf.Fields.Exemplar;
using NumberField = Suite.Dashboard.Otlp.Protobuf.Fields.NumberPoint;
using SummaryField = Suite.Dashboard.Otlp.Protobuf.Fields.SummaryPoint;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary>
/// Numbers, summaries and exemplars; <see cref="ProtoHistograms"/> has the others. What points share has other field numbers in each.
/// </summary>
internal static class ProtoPoints
{
    public static NumberPoint ReadNumber(ProtoReader message, Decoding decoding)
    {
        long start = 0, time = 0;
        uint flags = 0;
        double value = 0;
        var isInteger = false;
        List<Exemplar>? exemplars = null;
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            switch (message.Field)
            {
                case NumberField.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                case NumberField.Start:
                    start = message.Nanos();
                    break;
                case NumberField.Time:
                    time = message.Nanos();
                    break;
                case NumberField.AsDouble:
                    (value, isInteger) = (message.Double(), false);
                    break;
                case NumberField.AsInt:
                    (value, isInteger) = ((long)message.Fixed64(), true);
                    break;
                case NumberField.Exemplars:
                    (exemplars ??= []).Add(ReadExemplar(message.Message("Exemplar"), decoding));
                    break;
                case NumberField.Flags:
                    flags = (uint)message.Varint();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return new NumberPoint
        {
            Attributes = decoding.TakePairs(mark), StartNanos = start, TimeNanos = time, Flags = flags,
            Exemplars = exemplars is null ? [] : [.. exemplars], Value = value, IsInteger = isInteger,
        };
    }

    public static SummaryPoint ReadSummary(ProtoReader message, Decoding decoding)
    {
        long start = 0, time = 0;
        uint flags = 0;
        ulong count = 0;
        double sum = 0;
        List<(double Quantile, double Value)> quantiles = [];
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            switch (message.Field)
            {
                case SummaryField.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                case SummaryField.Start:
                    start = message.Nanos();
                    break;
                case SummaryField.Time:
                    time = message.Nanos();
                    break;
                case SummaryField.Count:
                    count = message.Fixed64();
                    break;
                case SummaryField.Sum:
                    sum = message.Double();
                    break;
                case SummaryField.Quantiles:
                    decoding.Charge(Decoding.ValueBytes);
                    quantiles.Add(ReadQuantile(message.Message("ValueAtQuantile")));
                    break;
                case SummaryField.Flags:
                    flags = (uint)message.Varint();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return new SummaryPoint
        {
            Attributes = decoding.TakePairs(mark), StartNanos = start, TimeNanos = time, Flags = flags, Count = count, Sum = sum,
            Quantiles = [.. quantiles],
        };
    }

    private static (double Quantile, double Value) ReadQuantile(ProtoReader message)
    {
        double quantile = 0, value = 0;
        while (message.Next())
        {
            switch (message.Field)
            {
                case Fields.Quantile.Which:
                    quantile = message.Double();
                    break;
                case Fields.Quantile.Value:
                    value = message.Double();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return (quantile, value);
    }

    public static Exemplar ReadExemplar(ProtoReader message, Decoding decoding)
    {
        decoding.Charge(Decoding.PartBytes);
        long time = 0;
        double value = 0;
        TraceId traceId = default;
        SpanId spanId = default;
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            switch (message.Field)
            {
                case ExemplarField.Time:
                    time = message.Nanos();
                    break;
                case ExemplarField.AsDouble:
                    value = message.Double();
                    break;
                case ExemplarField.AsInt:
                    value = (long)message.Fixed64();
                    break;
                case ExemplarField.TraceId:
                    traceId = TraceId.Read(message.Bytes());
                    break;
                case ExemplarField.SpanId:
                    spanId = SpanId.Read(message.Bytes());
                    break;
                case ExemplarField.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return new(time, value, traceId, spanId, decoding.TakePairs(mark));
    }
}
