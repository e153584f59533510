using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Reads a usage limit with what is used of it, as every statement returns it.</summary>
internal static class LimitRow
{
    public const string Columns = """
        limit_use.key, limit_use.team_id, limit_use.max_running, limit_use.per_minute, limit_use.tokens_per_minute,
        limit_use.updated_at, limit_use.running, limit_use.started, limit_use.tokens
        """;

    public static UsageLimit Limit(NpgsqlDataReader row) => new(
        Key: row.GetString(0),
        TeamId: row.IdOrNull(1),
        MaxRunning: row.NumberOrNull(2),
        PerMinute: row.NumberOrNull(3),
        TokensPerMinute: row.IsDBNull(4) ? null : row.GetInt64(4),
        UpdatedAt: row.Time(5),
        Running: row.GetInt32(6),
        Started: row.GetInt32(7),
        Tokens: row.GetInt64(8));
}

/// <summary>A usage limit and what is used of it: items that run, and starts and tokens of the last minute.</summary>
/// <param name="TeamId">The team that set it for itself; null: an administrator did.</param>
internal sealed record UsageLimit(
    string Key,
    Guid? TeamId,
    int? MaxRunning,
    int? PerMinute,
    long? TokensPerMinute,
    DateTimeOffset UpdatedAt,
    int Running,
    int Started,
    long Tokens)
{
    /// <summary>How many more items may start now.</summary>
    public int Room => TokensPerMinute is { } tokens && Tokens >= tokens
        ? 0
        : Math.Max(0, Math.Min((MaxRunning ?? int.MaxValue) - Running, (PerMinute ?? int.MaxValue) - Started));
}
