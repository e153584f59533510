using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Suite.Dashboard.Exposition;

/// <summary>Upper bounds of buckets, with their <c>le</c> written once: thousands of series share a few sets.</summary>
internal sealed class BucketBounds
{
    // Enough for every instrument of a system; a sender that makes up new ones all the time gets sets of its own.
    private const int SharedLimit = 1_000;
    private static readonly ConcurrentDictionary<int, BucketBounds> Shared = new();

    public static readonly BucketBounds None = new([]);

    private readonly double[] _bounds;
    private readonly BucketLabel[] _labels;

    private BucketBounds(double[] bounds)
    {
        _bounds = bounds;
        _labels = [.. bounds.Select(BucketLabel.Of)];
    }

    public int Count => _bounds.Length;

    public BucketLabel this[int index] => _labels[index];

    public static BucketBounds Of(double[] bounds)
    {
        var hash = new HashCode();
        foreach (var bound in bounds)
            hash.Add(bound);
        var key = hash.ToHashCode();
        if (Shared.TryGetValue(key, out var known))
            return known.Are(bounds) ? known : new BucketBounds(bounds);
        var made = new BucketBounds(bounds);
        if (Shared.Count < SharedLimit)
            Shared.TryAdd(key, made);
        return made;
    }

    /// <summary>Each above the one before, and none infinite: the last bucket has no bound.</summary>
    public static bool AreRising(double[] bounds)
    {
        for (var index = 0; index < bounds.Length; index++)
        {
            if (!double.IsFinite(bounds[index]) || (index > 0 && bounds[index] <= bounds[index - 1]))
                return false;
        }

        return true;
    }

    public bool Are(double[] bounds) => ReferenceEquals(bounds, _bounds) || _bounds.AsSpan().SequenceEqual(bounds);

    /// <summary>The bucket that <paramref name="value"/> falls into: bounds are inclusive; the last one has no bound.</summary>
    public int IndexOf(double value)
    {
        var index = Array.BinarySearch(_bounds, value);
        return index < 0 ? ~index : index;
    }
}

/// <summary>A bound as the value of <c>le</c>. OpenMetrics writes whole numbers with a point: 1.0.</summary>
internal sealed record BucketLabel(byte[] Text, byte[] OpenMetrics)
{
    public static BucketLabel Of(double bound)
    {
        var number = double.IsPositiveInfinity(bound) ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture);
        var pointed = double.IsInteger(bound) && !number.Contains('E', StringComparison.Ordinal) ? number + ".0" : number;
        return new(Encoding.UTF8.GetBytes(number), Encoding.UTF8.GetBytes(pointed));
    }
}
