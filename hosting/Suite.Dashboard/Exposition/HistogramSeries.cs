using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>A histogram with bounds of its own; deltas are added up as long as the bounds stay.</summary>
internal sealed class HistogramSeries(string labels, Scope scope) : Series(labels, scope)
{
    private ulong _count;
    private double _sum;
    private BucketBounds _bounds = BucketBounds.None;
    private ulong[] _buckets = [];
    private Exemplar?[] _exemplars = [];

    protected override bool Apply(Point point, bool isDelta)
    {
        if (point is not HistogramPoint histogram || !IsSound(histogram))
            return false;

        var sameBounds = _bounds.Are(histogram.Bounds);
        if (!sameBounds)
        {
            _bounds = BucketBounds.Of(histogram.Bounds);
            _exemplars = [];
        }

        if (isDelta && sameBounds && _buckets.Length == histogram.Buckets.Length)
            Add(histogram);
        else
            // A copy to add to: others read the same point.
            (_count, _sum, _buckets) = (histogram.Count, histogram.Sum, isDelta ? [.. histogram.Buckets] : histogram.Buckets);
        foreach (var exemplar in histogram.Exemplars)
            Keep(exemplar);
        return true;
    }

    protected override void WriteSamples(PageWriter page, Family family)
    {
        var running = 0UL;
        for (var index = 0; index < _bounds.Count && index < _buckets.Length; index++)
        {
            running += _buckets[index];
            page.Bucket(family.Name, Labels, _bounds[index], running, ExemplarOf(index));
        }

        page.EndOfBuckets(family.Name, Labels, _count, _sum, ExemplarOf(_bounds.Count));
    }

    private bool IsSound(HistogramPoint histogram) =>
        (histogram.Buckets.Length == 0 || histogram.Buckets.Length == histogram.Bounds.Length + 1)
        && (_bounds.Are(histogram.Bounds) || BucketBounds.AreRising(histogram.Bounds));

    private void Add(HistogramPoint delta)
    {
        _count += delta.Count;
        _sum += delta.Sum;
        for (var index = 0; index < _buckets.Length; index++)
            _buckets[index] += delta.Buckets[index];
    }

    private void Keep(Exemplar exemplar)
    {
        if (exemplar.TraceId.IsEmpty)
            return;
        if (_exemplars.Length == 0)
            _exemplars = new Exemplar?[_bounds.Count + 1];
        ref var kept = ref _exemplars[_bounds.IndexOf(exemplar.Value)];
        if (kept is null || exemplar.TimeNanos >= kept.TimeNanos)
            kept = exemplar;
    }

    private Exemplar? ExemplarOf(int bucket) => bucket < _exemplars.Length ? _exemplars[bucket] : null;
}
