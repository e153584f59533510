using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// What histograms hold, of either kind: how many values lie up to each bound. Two of them can be added and taken from each other, also
/// when their bounds differ, because buckets of exponential histograms are named by their upper bounds.
/// </summary>
internal sealed class Distribution
{
    private readonly SortedDictionary<double, (double Lower, double Count)> _buckets = [];

    public double Count { get; private set; }

    public double Sum { get; private set; }

    public static Distribution Of(Point point)
    {
        var distribution = new Distribution();
        switch (point)
        {
            case HistogramPoint histogram:
                (distribution.Count, distribution.Sum) = (histogram.Count, histogram.Sum);
                distribution.Read(histogram);
                break;
            case ExponentialHistogramPoint histogram:
                (distribution.Count, distribution.Sum) = (histogram.Count, histogram.Sum);
                distribution.Read(histogram);
                break;
        }
        return distribution;
    }

    /// <summary>What was recorded after <paramref name="before"/>; all of it when the sender has begun anew.</summary>
    public Distribution Since(Distribution before) => before.Count > Count ? this : Combine(before, -1);

    public Distribution Plus(Distribution other) => Combine(other, 1);

    /// <summary>
    /// By linear interpolation inside the bucket, as Prometheus does it; in the bucket without an upper bound the lower one. Null
    /// when there are no buckets.
    /// </summary>
    public double? Quantile(double quantile)
    {
        var inBuckets = _buckets.Values.Sum(bucket => Math.Max(0, bucket.Count));
        if (inBuckets <= 0)
            return null;
        var wanted = quantile * inBuckets;
        foreach (var (upper, (lower, count)) in _buckets)
        {
            if (count <= 0)
                continue;
            if (wanted <= count)
                return double.IsPositiveInfinity(upper) ? lower : lower + ((upper - lower) * (wanted / count));
            wanted -= count;
        }
        return _buckets.Last(bucket => bucket.Value.Count > 0).Value.Lower;
    }

    private Distribution Combine(Distribution other, int sign)
    {
        var both = new Distribution { Count = Count + (sign * other.Count), Sum = Sum + (sign * other.Sum) };
        foreach (var (upper, bucket) in _buckets)
            both.Add(bucket.Lower, upper, bucket.Count);
        foreach (var (upper, bucket) in other._buckets)
            both.Add(bucket.Lower, upper, sign * bucket.Count);
        return both;
    }

    private void Read(HistogramPoint histogram)
    {
        for (var i = 0; i < histogram.Buckets.Length; i++)
        {
            var upper = i < histogram.Bounds.Length ? histogram.Bounds[i] : double.PositiveInfinity;
            var lower = i > 0 ? histogram.Bounds[i - 1] : Math.Min(0, upper);
            Add(lower, upper, histogram.Buckets[i]);
        }
    }

    private void Read(ExponentialHistogramPoint histogram)
    {
        var growth = Math.Pow(2, Math.Pow(2, -histogram.Scale));
        for (var i = 0; i < histogram.Negative.Counts.Length; i++)
        {
            var index = histogram.Negative.Offset + i;
            Add(-Math.Pow(growth, index + 1), -Math.Pow(growth, index), histogram.Negative.Counts[i]);
        }
        Add(-histogram.ZeroThreshold, histogram.ZeroThreshold, histogram.ZeroCount);
        for (var i = 0; i < histogram.Positive.Counts.Length; i++)
        {
            var index = histogram.Positive.Offset + i;
            Add(Math.Pow(growth, index), Math.Pow(growth, index + 1), histogram.Positive.Counts[i]);
        }
    }

    private void Add(double lower, double upper, double count)
    {
        if (count != 0)
            _buckets[upper] = (lower, _buckets.GetValueOrDefault(upper).Count + count);
    }
}
