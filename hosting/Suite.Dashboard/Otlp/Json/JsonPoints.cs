using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary>The four kinds of data point. Each stands inside its object when called.</summary>
internal static class JsonPoints
{
    public static NumberPoint ReadNumber(ref Utf8JsonReader json, Decoding decoding)
    {
        Shared shared = new();
        double value = 0;
        var isInteger = false;
        while (json.NextName())
        {
            if (json.Is("asDouble"u8))
                (value, isInteger) = (json.Double(), false);
            else if (json.Is("asInt"u8))
                (value, isInteger) = (json.Int64(), true);
            else
                shared.Read(ref json, decoding);
        }
        return new NumberPoint
        {
            Attributes = shared.Attributes, StartNanos = shared.Start, TimeNanos = shared.Time, Flags = shared.Flags,
            Exemplars = shared.Exemplars, Value = value, IsInteger = isInteger,
        };
    }

    public static HistogramPoint? ReadHistogram(ref Utf8JsonReader json, Decoding decoding)
    {
        Shared shared = new();
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
        var point = new HistogramPoint
        {
            Attributes = shared.Attributes, StartNanos = shared.Start, TimeNanos = shared.Time, Flags = shared.Flags,
            Exemplars = shared.Exemplars, Count = count, Sum = sum, Bounds = bounds, Buckets = buckets, Min = min, Max = max,
        };
        return decoding.Accept(point) ? point : null;
    }

    public static ExponentialHistogramPoint ReadExponential(ref Utf8JsonReader json, Decoding decoding)
    {
        Shared shared = new();
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
        return new ExponentialHistogramPoint
        {
            Attributes = shared.Attributes, StartNanos = shared.Start, TimeNanos = shared.Time, Flags = shared.Flags,
            Exemplars = shared.Exemplars, Count = count, Sum = sum, Scale = scale, ZeroCount = zeroCount,
            ZeroThreshold = zeroThreshold, Positive = positive, Negative = negative, Min = min, Max = max,
        };
    }

    public static SummaryPoint ReadSummary(ref Utf8JsonReader json, Decoding decoding)
    {
        Shared shared = new();
        ulong count = 0;
        double sum = 0;
        List<(double Quantile, double Value)> quantiles = [];
        while (json.NextName())
        {
            if (json.Is("count"u8))
                count = json.UInt64();
            else if (json.Is("sum"u8))
                sum = json.Double();
            else if (json.Is("quantileValues"u8))
                ReadQuantiles(ref json, decoding, quantiles);
            else
                shared.Read(ref json, decoding);
        }
        return new SummaryPoint
        {
            Attributes = shared.Attributes, StartNanos = shared.Start, TimeNanos = shared.Time, Flags = shared.Flags,
            Count = count, Sum = sum, Quantiles = [.. quantiles],
        };
    }

    private static void ReadQuantiles(ref Utf8JsonReader json, Decoding decoding, List<(double Quantile, double Value)> quantiles)
    {
        if (!json.IsArray())
            return;
        while (json.NextItem())
        {
            decoding.Charge(Decoding.ValueBytes);
            double quantile = 0, value = 0;
            if (!json.IsObject())
                continue;
            while (json.NextName())
            {
                if (json.Is("quantile"u8))
                    quantile = json.Double();
                else if (json.Is("value"u8))
                    value = json.Double();
                else
                    json.Skip();
            }
            quantiles.Add((quantile, value));
        }
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

    /// <summary>What all points have.</summary>
    private struct Shared()
    {
        public KeyValue[] Attributes = [];
        public Exemplar[] Exemplars = [];
        public long Start;
        public long Time;
        public uint Flags;

        public void Read(ref Utf8JsonReader json, Decoding decoding)
        {
            if (json.Is("attributes"u8))
                Attributes = JsonAttributes.Read(ref json, decoding);
            else if (json.Is("timeUnixNano"u8))
                Time = json.Nanos();
            else if (json.Is("startTimeUnixNano"u8))
                Start = json.Nanos();
            else if (json.Is("flags"u8))
                Flags = json.UInt32();
            else if (json.Is("exemplars"u8))
                Exemplars = ReadExemplars(ref json, decoding);
            else
                json.Skip();
        }
    }

    private static Exemplar[] ReadExemplars(ref Utf8JsonReader json, Decoding decoding)
    {
        List<Exemplar> exemplars = [];
        if (!json.IsArray())
            return [];
        while (json.NextItem())
        {
            if (json.IsObject())
                exemplars.Add(ReadExemplar(ref json, decoding));
        }
        return [.. exemplars];
    }

    private static Exemplar ReadExemplar(ref Utf8JsonReader json, Decoding decoding)
    {
        decoding.Charge(Decoding.PartBytes);
        long time = 0;
        double value = 0;
        TraceId traceId = default;
        SpanId spanId = default;
        KeyValue[] attributes = [];
        while (json.NextName())
        {
            if (json.Is("timeUnixNano"u8))
                time = json.Nanos();
            else if (json.Is("asDouble"u8))
                value = json.Double();
            else if (json.Is("asInt"u8))
                value = json.Int64();
            else if (json.Is("traceId"u8))
                traceId = json.TraceId();
            else if (json.Is("spanId"u8))
                spanId = json.SpanId();
            else if (json.Is("filteredAttributes"u8))
                attributes = JsonAttributes.Read(ref json, decoding);
            else
                json.Skip();
        }
        return new(time, value, traceId, spanId, attributes);
    }
}
