namespace Suite.Dashboard.Telemetry.Reading;

/// <summary>What all views have in common. Times in nanoseconds, both ends included.</summary>
internal sealed record TelemetryQuestion
{
    public long From { get; init; } = long.MinValue;

    public long To { get; init; } = long.MaxValue;

    public IReadOnlyList<string> Resources { get; init; } = [];

    public string? Text { get; init; }

    public IReadOnlyList<Condition> Where { get; init; } = [];

    public int Limit { get; init; } = 100;

    public Cursor? After { get; init; }

    /// <summary>Whether something that happened then is asked for: a segment that reaches into the range has rows outside of it, too.</summary>
    public bool Holds(long time) => time >= From && time <= To;
}
