using System.Runtime.InteropServices;
using ExponentialField = Suite.Dashboard.Otlp.Protobuf.Fields.ExponentialPoint;
using HistogramField = Suite.Dashboard.Otlp.Protobuf.Fields.HistogramPoint;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary><c>HistogramDataPoint</c> and <c>ExponentialHistogramDataPoint</c>.</summary>
internal static class ProtoHistograms
{
    public static HistogramPoint? Read(ProtoReader message, Decoding decoding)
    {
        long start = 0, time = 0;
        uint flags = 0;
        ulong count = 0;
        double sum = 0;
        double? min = null, max = null;
        List<ulong> buckets = [], boundBits = [];
        List<Exemplar>? exemplars = null;
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            switch (message.Field)
            {
                case HistogramField.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                case HistogramField.Start:
                    start = message.Nanos();
                    break;
                case HistogramField.Time:
                    time = message.Nanos();
                    break;
                case HistogramField.Count:
                    count = message.Fixed64();
                    break;
                case HistogramField.Sum:
                    sum = message.Double();
                    break;
                case HistogramField.Buckets:
                    message.AddFixed64(buckets);
                    break;
                case HistogramField.Bounds:
                    message.AddFixed64(boundBits);
                    break;
                case HistogramField.Exemplars:
                    (exemplars ??= []).Add(ProtoPoints.ReadExemplar(message.Message("Exemplar"), decoding));
                    break;
                case HistogramField.Flags:
                    flags = (uint)message.Varint();
                    break;
                case HistogramField.Min:
                    min = message.Double();
                    break;
                case HistogramField.Max:
                    max = message.Double();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        decoding.Charge((buckets.Count + boundBits.Count) * sizeof(ulong));
        var point = new HistogramPoint
        {
            Attributes = decoding.TakePairs(mark), StartNanos = start, TimeNanos = time, Flags = flags,
            Exemplars = exemplars is null ? [] : [.. exemplars], Count = count, Sum = sum,
            Bounds = MemoryMarshal.Cast<ulong, double>(CollectionsMarshal.AsSpan(boundBits)).ToArray(), Buckets = [.. buckets], Min = min, Max = max,
        };
        return decoding.Accept(point) ? point : null;
    }

    public static ExponentialHistogramPoint ReadExponential(ProtoReader message, Decoding decoding)
    {
        long start = 0, time = 0;
        uint flags = 0;
        ulong count = 0, zeroCount = 0;
        double sum = 0, zeroThreshold = 0;
        double? min = null, max = null;
        var scale = 0;
        ExponentialBuckets positive = ExponentialBuckets.None, negative = ExponentialBuckets.None;
        List<Exemplar>? exemplars = null;
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            switch (message.Field)
            {
                case ExponentialField.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                case ExponentialField.Start:
                    start = message.Nanos();
                    break;
                case ExponentialField.Time:
                    time = message.Nanos();
                    break;
                case ExponentialField.Count:
                    count = message.Fixed64();
                    break;
                case ExponentialField.Sum:
                    sum = message.Double();
                    break;
                case ExponentialField.Scale:
                    scale = message.SInt32();
                    break;
                case ExponentialField.ZeroCount:
                    zeroCount = message.Fixed64();
                    break;
                case ExponentialField.ZeroThreshold:
                    zeroThreshold = message.Double();
                    break;
                case ExponentialField.Positive:
                    positive = ReadBuckets(message.Message("Buckets"));
                    break;
                case ExponentialField.Negative:
                    negative = ReadBuckets(message.Message("Buckets"));
                    break;
                case ExponentialField.Exemplars:
                    (exemplars ??= []).Add(ProtoPoints.ReadExemplar(message.Message("Exemplar"), decoding));
                    break;
                case ExponentialField.Flags:
                    flags = (uint)message.Varint();
                    break;
                case ExponentialField.Min:
                    min = message.Double();
                    break;
                case ExponentialField.Max:
                    max = message.Double();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        decoding.Charge((positive.Counts.Length + negative.Counts.Length) * sizeof(ulong));
        return new ExponentialHistogramPoint
        {
            Attributes = decoding.TakePairs(mark), StartNanos = start, TimeNanos = time, Flags = flags,
            Exemplars = exemplars is null ? [] : [.. exemplars], Count = count, Sum = sum, Scale = scale, ZeroCount = zeroCount,
            ZeroThreshold = zeroThreshold, Positive = positive, Negative = negative, Min = min, Max = max,
        };
    }

    private static ExponentialBuckets ReadBuckets(ProtoReader message)
    {
        var offset = 0;
        List<ulong> counts = [];
        while (message.Next())
        {
            switch (message.Field)
            {
                case Fields.ExponentialBuckets.Offset:
                    offset = message.SInt32();
                    break;
                case Fields.ExponentialBuckets.Counts:
                    message.AddVarints(counts);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return new(offset, [.. counts]);
    }
}
