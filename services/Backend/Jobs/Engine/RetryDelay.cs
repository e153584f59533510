namespace Suite.Jobs;

/// <summary>How long a failed item waits for its next attempt.</summary>
internal static class RetryDelay
{
    public static TimeSpan After(int attempt, TimeSpan first, TimeSpan cap, Random random)
    {
        // Beyond 2^30 the product would overflow long before the cap matters.
        var doubled = first * Math.Pow(2, Math.Min(attempt - 1, 30));
        var capped = doubled < cap ? doubled : cap;
        // Items that failed together, say when a model went away, must not all come back together.
        return capped * (0.75 + (random.NextDouble() / 2));
    }
}
