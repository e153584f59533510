namespace Suite.Platform;

/// <summary>How long to wait before trying again what failed: 0.1 s, doubling up to 5 s, less up to a half by chance.</summary>
internal sealed class Backoff(TimeProvider clock, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="attempt">1 after the first failure.</param>
    public TimeSpan Delay(int attempt)
    {
        var full = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 20)));
        // Replicas that lost the database together must not all come back together.
        return TimeSpan.FromMilliseconds(full * (1 - (random.NextDouble() / 2)));
    }

    public Task DelayAsync(int attempt, CancellationToken cancel) => Task.Delay(Delay(attempt), clock, cancel);
}
