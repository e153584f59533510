namespace Suite.Jobs;

/// <summary>A usage limit as its routes show it. A null is no limit.</summary>
/// <param name="MaxRunning">Items that run at once.</param>
/// <param name="PerMinute">Items that start within any minute.</param>
/// <param name="TokensPerMinute">Once so many tokens were used within a minute, nothing starts until some of them are older.</param>
/// <param name="ByAdministrator">Set by an administrator: managers cannot change it.</param>
internal sealed record LimitView(
    string Key,
    int? MaxRunning,
    int? PerMinute,
    long? TokensPerMinute,
    bool ByAdministrator,
    LimitUse Use,
    DateTimeOffset UpdatedAt)
{
    public static LimitView Of(UsageLimit limit) => new(
        limit.Key, limit.MaxRunning, limit.PerMinute, limit.TokensPerMinute, limit.TeamId is null,
        new LimitUse(limit.Running, limit.Started, limit.Tokens), limit.UpdatedAt);
}

/// <summary>What is used of a limit: items that run now, and starts and tokens of the last minute.</summary>
internal sealed record LimitUse(int Running, int Started, long Tokens);
