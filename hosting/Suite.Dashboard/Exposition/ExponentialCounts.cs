using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Exposition;

/// <summary>
/// Counts in buckets <c>(base^i, base^(i+1)]</c> with <c>base = 2^(2^-Scale)</c>, as the OpenTelemetry data model defines
/// them: at the next lower scale, two neighbours are one bucket.
/// </summary>
internal sealed record ExponentialCounts(int Scale, long Offset, ulong[] Counts)
{
    /// <summary>Buckets of one sign; each is a series to Prometheus.</summary>
    public const int Limit = 80;

    // Steps of the square root of two: twenty a thousandfold, finer than the bounds that SDKs have by default.
    private const int FinestScale = 1;

    // Here one bucket reaches from 1 beyond any double, so a sender that claims a coarser scale is held to it.
    private const int CoarsestScale = -11;

    public static readonly ExponentialCounts Empty = new(FinestScale, 0, []);

    public static ExponentialCounts Of(int scale, ExponentialBuckets buckets)
    {
        var (offset, counts) = Trim(buckets.Offset, buckets.Counts);
        return counts.Length == 0 ? Empty : new ExponentialCounts(Math.Max(scale, CoarsestScale), offset, counts).AtMost(FinestScale).Narrow();
    }

    public ExponentialCounts Plus(ExponentialCounts other)
    {
        if (other.Counts.Length == 0)
            return this;
        if (Counts.Length == 0)
            return other;
        var scale = Math.Min(Scale, other.Scale);
        var (left, right) = (AtMost(scale), other.AtMost(scale));
        while (Math.Max(left.End, right.End) - Math.Min(left.Offset, right.Offset) > Limit)
            (left, right) = (left.AtMost(left.Scale - 1), right.AtMost(right.Scale - 1));

        var offset = Math.Min(left.Offset, right.Offset);
        var counts = new ulong[Math.Max(left.End, right.End) - offset];
        foreach (var part in new[] { left, right })
        {
            for (var index = 0; index < part.Counts.Length; index++)
                counts[part.Offset - offset + index] += part.Counts[index];
        }

        return new ExponentialCounts(left.Scale, offset, counts);
    }

    /// <summary>Where bucket <paramref name="index"/> begins, which is where the one before ends.</summary>
    public double LowerBound(int index) => Math.Pow(2, Math.ScaleB(Offset + index, -Scale));

    private long End => Offset + Counts.Length;

    private ExponentialCounts Narrow()
    {
        var narrow = this;
        while (narrow.Counts.Length > Limit)
            narrow = narrow.AtMost(narrow.Scale - 1);
        return narrow;
    }

    private ExponentialCounts AtMost(int scale)
    {
        var steps = Scale - scale;
        if (steps <= 0 || Counts.Length == 0)
            return steps <= 0 ? this : this with { Scale = scale };

        // An arithmetic shift rounds down, below zero too, which is what pairs neighbours.
        var shift = Math.Min(steps, 62);
        var offset = Offset >> shift;
        var counts = new ulong[((End - 1) >> shift) - offset + 1];
        for (var index = 0; index < Counts.Length; index++)
            counts[((Offset + index) >> shift) - offset] += Counts[index];
        return new ExponentialCounts(scale, offset, counts);
    }

    private static (long Offset, ulong[] Counts) Trim(long offset, ulong[] counts)
    {
        var first = Array.FindIndex(counts, count => count > 0);
        if (first < 0)
            return (0, []);
        var last = Array.FindLastIndex(counts, count => count > 0);
        return (offset + first, counts[first..(last + 1)]);
    }
}
