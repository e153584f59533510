using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary><c>HistogramDataPoint</c> and <c>ExponentialHistogramDataPoint</c>, each from inside its object.</summary>
internal static class JsonHistograms
{
    public static HistogramPoint? Read(ref Utf8JsonReader json, Decoding decoding)
    {
        PointParts shared = new();
        ulong count = 0;
        double sum = 0;
        double? min = null, max = null;
        double[] bounds = [];
        ulong[] buckets = [];
        while (json.NextName())
        {
            if (json.Is("count"u8))
                count = json.UInt64();
            else if (json.Is("sum"u8))
                sum = json.Double();
            else if (json.Is("bucketCounts"u8))
                buckets = json.UInt64s();
            else if (json.Is("explicitBounds"u8))
                bounds = json.Doubles();
            else if (json.Is("min"u8))
                min = json.Double();
            else if (json.Is("max"u8))
                max = json.Double();
            else
                shared.Read(ref json, decoding);
        }
        decoding.Charge((buckets.Length + bounds.Length) * sizeof(ulong));
        var point = new HistogramPoint
        {
            Attributes = shared.Attributes, StartNanos = shared.Start, TimeNanos = shared.Time, Flags = shared.Flags,
            Exemplars = shared.Exemplars, Count = count, Sum = sum, Bounds = bounds, Buckets = buckets, Min = min, Max = max,
        };
        return decoding.Accept(point) ? point : null;
    }

    public static ExponentialHistogramPoint ReadExponential(ref Utf8JsonReader json, Decoding decoding)
    {
        PointParts shared = new();
        ulong count = 0, zeroCount = 0;
        double sum = 0, zeroThreshold = 0;
        double? min = null, max = null;
        var scale = 0;
        ExponentialBuckets positive = ExponentialBuckets.None, negative = ExponentialBuckets.None;
        while (json.NextName())
        {
            if (json.Is("count"u8))
                count = json.UInt64();
            else if (json.Is("sum"u8))
                sum = json.Double();
            else if (json.Is("scale"u8))
                scale = json.Int32();
            else if (json.Is("zeroCount"u8))
                zeroCount = json.UInt64();
            else if (json.Is("zeroThreshold"u8))
                zeroThreshold = json.Double();
            else if (json.Is("positive"u8))
                positive = ReadBuckets(ref json);
            else if (json.Is("negative"u8))
                negative = ReadBuckets(ref json);
            else if (json.Is("min"u8))
                min = json.Double();
            else if (json.Is("max"u8))
                max = json.Double();
            else
                shared.Read(ref json, decoding);
        }
        decoding.Charge((positive.Counts.Length + negative.Counts.Length) * sizeof(ulong));
        return new ExponentialHistogramPoint
        {
            Attributes = shared.Attributes, StartNanos = shared.Start, TimeNanos = shared.Time, Flags = shared.Flags,
            Exemplars = shared.Exemplars, Count = count, Sum = sum, Scale = scale, ZeroCount = zeroCount,
            ZeroThreshold = zeroThreshold, Positive = positive, Negative = negative, Min = min, Max = max,
        };
    }

    private static ExponentialBuckets ReadBuckets(ref Utf8JsonReader json)
    {
        var offset = 0;
        ulong[] counts = [];
        if (!json.IsObject())
            return ExponentialBuckets.None;
        while (json.NextName())
        {
            if (json.Is("offset"u8))
                offset = json.Int32();
            else if (json.Is("bucketCounts"u8))
                counts = json.UInt64s();
            else
                json.Skip();
        }
        return new(offset, counts);
    }
}
