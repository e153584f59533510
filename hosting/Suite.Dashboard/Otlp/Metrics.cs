namespace Suite.Dashboard.Otlp;

/// <summary>What one export request brought: <c>opentelemetry.proto.metrics.v1.MetricsData</c>.</summary>
internal sealed record MetricsData(IReadOnlyList<MetricGroup> Groups)
{
    /// <summary>Data points, not instruments.</summary>
    public int Count { get; } = Groups.Sum(group => group.Metrics.Sum(metric => metric.Points.Length));
}

/// <summary>The instruments of one source and one scope (the meter).</summary>
internal sealed record MetricGroup(Source Source, Scope Scope, Metric[] Metrics);

internal enum MetricKind : byte
{
    Gauge,
    Sum,
    Histogram,
    ExponentialHistogram,
    Summary,
}

/// <summary>Values are the protocol's.</summary>
internal enum Temporality : byte
{
    Unspecified = 0,
    Delta = 1,
    Cumulative = 2,
}

/// <summary>One instrument with its points; which kind of point follows from <see cref="Kind"/>.</summary>
internal sealed class Metric
{
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>In UCUM: <c>s</c>, <c>By</c>, <c>{request}</c>.</summary>
    public string Unit { get; init; } = "";

    public MetricKind Kind { get; init; }

    /// <summary>Of sums and histograms.</summary>
    public Temporality Temporality { get; init; }

    /// <summary>Of sums: never falls except by a restart.</summary>
    public bool IsMonotonic { get; init; }

    public Point[] Points { get; init; } = [];
}

/// <summary>Times are nanoseconds since 1970 UTC. <see cref="StartNanos"/> tells a restart: it changes.</summary>
internal abstract class Point
{
    public KeyValue[] Attributes { get; init; } = [];

    public long StartNanos { get; init; }

    public long TimeNanos { get; init; }

    /// <summary>Bit 0: there is no value, the series has ended (<c>NO_RECORDED_VALUE</c>).</summary>
    public uint Flags { get; init; }

    public Exemplar[] Exemplars { get; init; } = [];
}

/// <summary>Of a gauge or a sum.</summary>
internal sealed class NumberPoint : Point
{
    public double Value { get; init; }

    /// <summary>The value came as a whole number.</summary>
    public bool IsInteger { get; init; }
}

/// <summary><see cref="Buckets"/> has one more entry than <see cref="Bounds"/>, or both are empty; counts are not cumulative.</summary>
internal sealed class HistogramPoint : Point
{
    public ulong Count { get; init; }

    public double Sum { get; init; }

    public double[] Bounds { get; init; } = [];

    public ulong[] Buckets { get; init; } = [];

    public double? Min { get; init; }

    public double? Max { get; init; }
}

/// <summary>Bucket <c>offset + i</c> holds values in <c>(base^i, base^(i+1)]</c> with <c>base = 2^(2^-Scale)</c>.</summary>
internal sealed class ExponentialHistogramPoint : Point
{
    public ulong Count { get; init; }

    public double Sum { get; init; }

    public int Scale { get; init; }

    public ulong ZeroCount { get; init; }

    public double ZeroThreshold { get; init; }

    public ExponentialBuckets Positive { get; init; } = ExponentialBuckets.None;

    public ExponentialBuckets Negative { get; init; } = ExponentialBuckets.None;

    public double? Min { get; init; }

    public double? Max { get; init; }
}

internal sealed record ExponentialBuckets(int Offset, ulong[] Counts)
{
    public static readonly ExponentialBuckets None = new(0, []);
}

internal sealed class SummaryPoint : Point
{
    public ulong Count { get; init; }

    public double Sum { get; init; }

    public (double Quantile, double Value)[] Quantiles { get; init; } = [];
}

/// <summary>One measured value with the trace that it came from.</summary>
internal sealed record Exemplar(long TimeNanos, double Value, TraceId TraceId, SpanId SpanId, KeyValue[] Attributes);
