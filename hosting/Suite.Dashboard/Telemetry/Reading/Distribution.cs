using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// What a histogram holds, of either kind: how many values lie in each bucket, the buckets in rising order. Two of them can be added and
/// taken from each other, also when their bounds differ, because a bucket is known by its bounds.
/// </summary>
internal sealed class Distribution
{
    private readonly List<Bucket> _buckets;

    private Distribution(double count, double sum, List<Bucket> buckets) => (Count, Sum, _buckets) = (count, sum, buckets);

    public double Count { get; }

    public double Sum { get; }

    public static Distribution Of(Point point) => point switch
    {
        HistogramPoint histogram => new(histogram.Count, histogram.Sum, Buckets(histogram)),
        ExponentialHistogramPoint histogram => new(histogram.Count, histogram.Sum, Buckets(histogram)),
        _ => new(0, 0, []),
    };

    /// <summary>What was recorded after <paramref name="before"/>; all of it when the sender has begun anew.</summary>
    public Distribution Since(Distribution before) => before.Count > Count ? this : Combine(before, -1);

    public Distribution Plus(Distribution other) => Combine(other, 1);

    /// <summary>
    /// By linear interpolation inside the bucket, as Prometheus does it; in the bucket without an upper bound the lower one. Null
    /// when there are no buckets.
    /// </summary>
    public double? Quantile(double quantile)
    {
        var wanted = quantile * _buckets.Sum(bucket => Math.Max(0, bucket.Count));
        double? last = null;
        foreach (var (lower, upper, count) in _buckets)
        {
            // A sender that changed its scale leaves buckets below zero when one is taken from the other.
            if (count <= 0)
                continue;
            last = double.IsPositiveInfinity(upper) ? lower : upper;
            if (wanted <= count)
                return double.IsPositiveInfinity(upper) ? lower : lower + ((upper - lower) * (wanted / count));
            wanted -= count;
        }
        return last;
    }

    private Distribution Combine(Distribution other, int sign)
    {
        var both = new List<Bucket>(Math.Max(_buckets.Count, other._buckets.Count));
        for (int i = 0, j = 0; i < _buckets.Count || j < other._buckets.Count;)
        {
            var order = i == _buckets.Count ? 1 : j == other._buckets.Count ? -1 : _buckets[i].Upper.CompareTo(other._buckets[j].Upper);
            both.Add(order switch
            {
                < 0 => _buckets[i++],
                > 0 => other._buckets[j] with { Count = sign * other._buckets[j++].Count },
                _ => _buckets[i] with { Count = _buckets[i++].Count + (sign * other._buckets[j++].Count) },
            });
        }
        return new(Count + (sign * other.Count), Sum + (sign * other.Sum), both);
    }

    private static List<Bucket> Buckets(HistogramPoint histogram)
    {
        var buckets = new List<Bucket>(histogram.Buckets.Length);
        for (var i = 0; i < histogram.Buckets.Length; i++)
        {
            var upper = i < histogram.Bounds.Length ? histogram.Bounds[i] : double.PositiveInfinity;
            buckets.Add(new(i > 0 ? histogram.Bounds[i - 1] : Math.Min(0, upper), upper, histogram.Buckets[i]));
        }
        return buckets;
    }

    private static List<Bucket> Buckets(ExponentialHistogramPoint histogram)
    {
        var growth = Math.Pow(2, Math.Pow(2, -histogram.Scale));
        var threshold = histogram.ZeroThreshold is > 0 and < double.PositiveInfinity ? histogram.ZeroThreshold : 0;
        var (negative, belowZero) = BeyondZero(growth, histogram.Negative, threshold);
        var (positive, aboveZero) = BeyondZero(growth, histogram.Positive, threshold);
        var buckets = new List<Bucket>(negative.Count + positive.Count + 1);
        for (var i = negative.Count - 1; i >= 0; i--)
            buckets.Add(new(-negative[i].Upper, -negative[i].Lower, negative[i].Count));
        if (histogram.ZeroCount + belowZero + aboveZero is > 0 and var zeros)
            buckets.Add(new(-threshold, threshold, zeros));
        buckets.AddRange(positive);
        return buckets;
    }

    // The zero bucket reaches as far as the sender says, and what lies inside it are zeros: buckets that overlapped would not be in order.
    private static (List<Bucket> Buckets, double Zeros) BeyondZero(double growth, ExponentialBuckets side, double threshold)
    {
        var beyond = new List<Bucket>(side.Counts.Length);
        var zeros = 0d;
        for (var i = 0; i < side.Counts.Length; i++)
        {
            var (lower, upper) = (Math.Pow(growth, side.Offset + i), Math.Pow(growth, side.Offset + i + 1));
            if (upper <= threshold)
                zeros += side.Counts[i];
            else
                beyond.Add(new(Math.Max(lower, threshold), upper, side.Counts[i]));
        }
        return (beyond, zeros);
    }

    private readonly record struct Bucket(double Lower, double Upper, double Count);
}
