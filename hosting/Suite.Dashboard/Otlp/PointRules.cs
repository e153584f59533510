namespace Suite.Dashboard.Otlp;

/// <summary>What the protocol demands of points, whichever the format.</summary>
internal static class PointRules
{
    public static void CheckBuckets(int bounds, int buckets)
    {
        if (buckets != bounds + 1 && (buckets, bounds) != (0, 0))
            throw new OtlpFormatException($"a histogram with {bounds} bounds has {bounds + 1} buckets, not {buckets}");
    }
}
