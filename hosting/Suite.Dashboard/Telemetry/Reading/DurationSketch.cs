namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Percentiles of any number of durations in four kilobytes: counted in buckets that grow by two percent, so that an answer is off by
/// at most one percent.
/// </summary>
internal sealed class DurationSketch
{
    private const double Growth = 1.02;

    // From a microsecond to about a day.
    private static readonly double LogGrowth = Math.Log(Growth);
    private readonly int[] _buckets = new int[1280];

    public int Count { get; private set; }

    public void Add(long nanos)
    {
        Count++;
        var bucket = nanos <= 1000 ? 0 : (int)(Math.Log(nanos / 1000.0) / LogGrowth) + 1;
        _buckets[Math.Min(bucket, _buckets.Length - 1)]++;
    }

    /// <summary>0 when there is none.</summary>
    public double Milliseconds(double quantile)
    {
        var wanted = (int)Math.Ceiling(quantile * Count);
        if (wanted == 0)
            return 0;
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
        {
            wanted -= _buckets[bucket];
            if (wanted <= 0)
                return bucket == 0 ? 0.001 : Math.Round(Math.Pow(Growth, bucket - 0.5) / 1000, 4);
        }
        return 0;
    }
}
