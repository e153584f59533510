namespace Suite.Tests.Integration.Platform;

/// <summary>The real clock, moved forward as a test likes. Timers go on by real time.</summary>
internal sealed class FakeClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
