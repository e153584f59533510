using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>Buckets, quantiles and exemplars. Bounds are the same for most histograms of a service and are kept once.</summary>
internal readonly ref struct PointDetails
{
    private readonly List<double[]> _bounds = [];
    private readonly ReadOnlySpan<int> _ends;
    private readonly ReadOnlySpan<byte> _bytes;

    public PointDetails(ReadOnlySpan<byte> bytes, int rows)
    {
        var reader = new ColumnReader(bytes);
        for (var sets = reader.Number(); sets > 0; sets--)
            _bounds.Add(reader.Column<double>((int)reader.Number()).ToArray());
        _ends = reader.Column<int>(rows);
        _bytes = reader.Rest();
    }

    public static byte[] Write(PointRow[] rows)
    {
        var bounds = new List<double[]>();
        var details = new ColumnWriter();
        var ends = new int[rows.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            Write(details, bounds, rows[i].Point);
            ends[i] = details.Length;
        }
        var all = new ColumnWriter();
        all.Number((ulong)bounds.Count);
        foreach (var set in bounds)
        {
            all.Number((ulong)set.Length);
            all.Column<double>(set);
        }
        return all.Column<int>(ends).Raw(details.ToArray()).ToArray();
    }

    /// <summary>The whole point, its attributes apart: those are the series'.</summary>
    public Point Read(int row, PointHead head, KeyValue[] attributes, MetricKind kind)
    {
        var reader = new ColumnReader(_bytes[(row == 0 ? 0 : _ends[row - 1]).._ends[row]]);
        var (start, time, flags, value) = (head.Starts[row], head.Times[row], head.Flags[row], head.Values[row]);
        if (kind == MetricKind.Histogram)
        {
            var set = _bounds[(int)reader.Number()];
            return new HistogramPoint
            {
                Count = reader.Number(), Min = Optional(ref reader), Max = Optional(ref reader), Buckets = Counts(ref reader),
                Exemplars = Exemplars(ref reader), Bounds = set, Sum = value,
                Attributes = attributes, StartNanos = start, TimeNanos = time, Flags = flags,
            };
        }
        if (kind == MetricKind.ExponentialHistogram)
        {
            return new ExponentialHistogramPoint
            {
                Count = reader.Number(), Min = Optional(ref reader), Max = Optional(ref reader),
                Scale = (int)reader.Signed(), ZeroCount = reader.Number(), ZeroThreshold = reader.Real(),
                Positive = Buckets(ref reader), Negative = Buckets(ref reader), Exemplars = Exemplars(ref reader), Sum = value,
                Attributes = attributes, StartNanos = start, TimeNanos = time, Flags = flags,
            };
        }
        if (kind == MetricKind.Summary)
        {
            return new SummaryPoint
            {
                Count = reader.Number(), Quantiles = Quantiles(ref reader), Exemplars = Exemplars(ref reader), Sum = value,
                Attributes = attributes, StartNanos = start, TimeNanos = time, Flags = flags,
            };
        }
        return new NumberPoint
        {
            Value = value, IsInteger = head.Integers[row] == 1, Exemplars = reader.AtEnd ? [] : Exemplars(ref reader),
            Attributes = attributes, StartNanos = start, TimeNanos = time, Flags = flags,
        };
    }

    private static void Write(ColumnWriter to, List<double[]> bounds, Point point)
    {
        switch (point)
        {
            case HistogramPoint histogram:
                to.Number((ulong)BoundsSet(bounds, histogram.Bounds));
                to.Number(histogram.Count);
                Optional(to, histogram.Min);
                Optional(to, histogram.Max);
                Counts(to, histogram.Buckets);
                break;
            case ExponentialHistogramPoint histogram:
                to.Number(histogram.Count);
                Optional(to, histogram.Min);
                Optional(to, histogram.Max);
                to.Signed(histogram.Scale);
                to.Number(histogram.ZeroCount);
                to.Real(histogram.ZeroThreshold);
                Buckets(to, histogram.Positive);
                Buckets(to, histogram.Negative);
                break;
            case SummaryPoint summary:
                to.Number(summary.Count);
                to.Number((ulong)summary.Quantiles.Length);
                foreach (var (quantile, value) in summary.Quantiles)
                {
                    to.Real(quantile);
                    to.Real(value);
                }
                break;
            // Most points are plain numbers without an exemplar: nothing at all.
            case { Exemplars.Length: 0 }:
                return;
        }
        Exemplars(to, point.Exemplars);
    }

    private static int BoundsSet(List<double[]> sets, double[] bounds)
    {
        var known = sets.FindIndex(set => ReferenceEquals(set, bounds) || set.AsSpan().SequenceEqual(bounds));
        if (known >= 0)
            return known;
        sets.Add(bounds);
        return sets.Count - 1;
    }

    private static void Counts(ColumnWriter to, ulong[] counts)
    {
        to.Number((ulong)counts.Length);
        foreach (var count in counts)
            to.Number(count);
    }

    private static ulong[] Counts(ref ColumnReader reader)
    {
        var counts = new ulong[reader.Number()];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = reader.Number();
        return counts;
    }

    private static void Buckets(ColumnWriter to, ExponentialBuckets buckets)
    {
        to.Signed(buckets.Offset);
        Counts(to, buckets.Counts);
    }

    private static ExponentialBuckets Buckets(ref ColumnReader reader) => new((int)reader.Signed(), Counts(ref reader));

    private static void Optional(ColumnWriter to, double? value)
    {
        to.Number(value is null ? 0UL : 1);
        if (value is { } known)
            to.Real(known);
    }

    private static double? Optional(ref ColumnReader reader) => reader.Number() == 0 ? null : reader.Real();

    private static (double, double)[] Quantiles(ref ColumnReader reader)
    {
        var quantiles = new (double, double)[reader.Number()];
        for (var i = 0; i < quantiles.Length; i++)
            quantiles[i] = (reader.Real(), reader.Real());
        return quantiles;
    }

    private static void Exemplars(ColumnWriter to, Exemplar[] exemplars)
    {
        to.Number((ulong)exemplars.Length);
        foreach (var exemplar in exemplars)
        {
            to.Signed(exemplar.TimeNanos);
            to.Real(exemplar.Value);
            to.Column<ulong>([exemplar.TraceId.High, exemplar.TraceId.Low, exemplar.SpanId.Value]);
            to.Number((ulong)exemplar.Attributes.Length);
            foreach (var (key, value) in exemplar.Attributes)
            {
                to.Text(key);
                to.Number((ulong)value.Kind);
                to.Text(Values.Text(value));
            }
        }
    }

    private static Exemplar[] Exemplars(ref ColumnReader reader)
    {
        var exemplars = new Exemplar[reader.Number()];
        for (var i = 0; i < exemplars.Length; i++)
        {
            var (time, value) = (reader.Signed(), reader.Real());
            var ids = reader.Column<ulong>(3);
            var attributes = new KeyValue[reader.Number()];
            for (var j = 0; j < attributes.Length; j++)
                attributes[j] = new(reader.Text(), Values.Parse((AnyKind)reader.Number(), reader.Text()));
            exemplars[i] = new(time, value, new(ids[0], ids[1]), new(ids[2]), attributes);
        }
        return exemplars;
    }
}
