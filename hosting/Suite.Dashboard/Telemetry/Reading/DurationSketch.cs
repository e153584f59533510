using System.Numerics;

namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>
/// Percentiles of any number of durations in a few kilobytes: counted in buckets of which 32 lie between a power of two and the next, so
/// that an answer is off by at most 1.6 percent.
/// </summary>
internal sealed class DurationSketch
{
    private const int Bits = 5;
    private const int InPower = 1 << Bits;

    private readonly int[] _buckets = new int[64 * InPower];

    public int Count { get; private set; }

    public void Add(long nanos)
    {
        Count++;
        _buckets[BucketOf((ulong)Math.Max(0, nanos))]++;
    }

    /// <summary>0 when there is none.</summary>
    public double Milliseconds(double quantile)
    {
        var wanted = (int)Math.Ceiling(quantile * Count);
        for (var bucket = 0; bucket < _buckets.Length && wanted > 0; bucket++)
        {
            wanted -= _buckets[bucket];
            if (wanted <= 0)
                return Math.Round(Middle(bucket) / 1e6, 4);
        }
        return 0;
    }

    // The power of two, and the five binary digits after the first.
    private static int BucketOf(ulong nanos)
    {
        if (nanos < InPower)
            return (int)nanos;
        var power = BitOperations.Log2(nanos);
        return ((power - Bits + 1) * InPower) + (int)((nanos >> (power - Bits)) - InPower);
    }

    private static double Middle(int bucket)
    {
        if (bucket < InPower)
            return bucket;
        var shift = (bucket / InPower) - 1;
        return ((bucket % InPower) + InPower + 0.5) * Math.Pow(2, shift);
    }
}
