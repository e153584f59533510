namespace Suite.Bench.Sockets;

/// <summary>How long messages took, counted in tenths of a millisecond.</summary>
internal sealed class Latencies
{
    private const int PerMillisecond = 10;
    private readonly long[] _counts = new long[60_000 * PerMillisecond];
    private DateTimeOffset _start = DateTimeOffset.MaxValue;

    public long Count => _counts.Sum();

    /// <summary>What happened before was the warm-up.</summary>
    public void Start() => _start = DateTimeOffset.UtcNow;

    public void Add(DateTimeOffset happened)
    {
        if (happened < _start)
            return;
        var took = (DateTimeOffset.UtcNow - happened).TotalMilliseconds;
        Interlocked.Increment(ref _counts[Math.Clamp((int)(took * PerMillisecond), 0, _counts.Length - 1)]);
    }

    public double Percentile(double part)
    {
        var below = (long)Math.Ceiling(Count * part);
        for (var slot = 0; slot < _counts.Length; slot++)
            if ((below -= _counts[slot]) <= 0)
                return (slot + 1d) / PerMillisecond;
        return double.NaN;
    }
}
