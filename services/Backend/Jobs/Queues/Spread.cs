namespace Suite.Jobs;

/// <summary>How durations are spread, in milliseconds. The percentiles come out of a histogram: they are right within a factor of two.</summary>
internal sealed record Spread(double Mean, double P50, double P95)
{
    /// <param name="histogram">Counts of durations up to 1, 2, 4 … milliseconds, the last one of all longer ones.</param>
    /// <returns>Null when there is nothing to take it of.</returns>
    public static Spread? Of(int[] histogram, long totalMs)
    {
        var count = histogram.Sum(items => (long)items);
        return count == 0 ? null : new Spread((double)totalMs / count, Percentile(histogram, 0.50 * count), Percentile(histogram, 0.95 * count));
    }

    // Within a bucket durations are taken as evenly spread.
    private static double Percentile(int[] histogram, double rank)
    {
        double below = 0;
        for (var bucket = 0; bucket < histogram.Length; bucket++)
        {
            if (histogram[bucket] > 0 && below + histogram[bucket] >= rank)
            {
                var (from, to) = (bucket == 0 ? 0 : Math.Pow(2, bucket - 1), Math.Pow(2, bucket));
                return from + ((to - from) * (rank - below) / histogram[bucket]);
            }
            below += histogram[bucket];
        }
        return Math.Pow(2, histogram.Length - 1);
    }
}
