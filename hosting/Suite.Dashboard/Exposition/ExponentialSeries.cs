using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>
/// An exponential histogram, shown with explicit buckets. Its own buckets merge into coarser ones without loss, each upper
/// bound a power of the square root of two: those bounds stay as a sender changes its scale, and so Prometheus can go on
/// subtracting. Only a span of values too wide for <see cref="ExponentialCounts.Limit"/> buckets makes them coarser.
/// </summary>
internal sealed class ExponentialSeries(string labels, Scope scope) : Series(labels, scope)
{
    private ulong _count;
    private double _sum;
    private ulong _zeroCount;
    private double _zeroThreshold;
    private ExponentialCounts _positive = ExponentialCounts.Empty;
    private ExponentialCounts _negative = ExponentialCounts.Empty;
    private Exemplar? _exemplar;
    private List<(BucketLabel Bound, ulong Count)> _buckets = [];

    protected override bool Apply(Point point, bool isDelta)
    {
        if (point is not ExponentialHistogramPoint histogram)
            return false;
        var positive = ExponentialCounts.Of(histogram.Scale, histogram.Positive);
        var negative = ExponentialCounts.Of(histogram.Scale, histogram.Negative);
        if (isDelta)
        {
            (_count, _sum, _zeroCount) = (_count + histogram.Count, _sum + histogram.Sum, _zeroCount + histogram.ZeroCount);
            (_positive, _negative) = (_positive.Plus(positive), _negative.Plus(negative));
        }
        else
        {
            (_count, _sum, _zeroCount) = (histogram.Count, histogram.Sum, histogram.ZeroCount);
            (_positive, _negative) = (positive, negative);
        }

        _zeroThreshold = Math.Max(histogram.ZeroThreshold, 0);
        _exemplar = Exemplars.Latest(histogram.Exemplars) ?? _exemplar;
        _buckets = Buckets();
        return true;
    }

    protected override void WriteSamples(PageWriter page, Family family)
    {
        var running = 0UL;
        foreach (var (bound, count) in _buckets)
        {
            running += count;
            page.Bucket(family.Name, Labels, bound, running, null);
        }

        page.EndOfBuckets(family.Name, Labels, _count, _sum, _exemplar);
    }

    // From the least to the greatest. A negative bucket ends where its positive twin begins. Bounds that a double cannot tell
    // apart, and those inside the zero bucket, are one bucket; what has no finite bound is in the last one, which all have.
    private List<(BucketLabel Bound, ulong Count)> Buckets()
    {
        var buckets = new List<(BucketLabel, ulong)>();
        var last = double.NegativeInfinity;
        for (var index = _negative.Counts.Length - 1; index >= 0; index--)
            Add(-_negative.LowerBound(index), _negative.Counts[index]);
        Add(_zeroThreshold, _zeroCount);
        for (var index = 0; index < _positive.Counts.Length; index++)
            Add(_positive.LowerBound(index + 1), _positive.Counts[index]);
        return buckets;

        void Add(double bound, ulong count)
        {
            if (bound > last && double.IsFinite(bound))
            {
                buckets.Add((BucketLabel.Of(bound), count));
                last = bound;
            }
            else if (buckets.Count > 0 && double.IsFinite(bound))
            {
                buckets[^1] = (buckets[^1].Item1, buckets[^1].Item2 + count);
            }
        }
    }
}
