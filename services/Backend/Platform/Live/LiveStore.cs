using System.Text.Json;

namespace Suite.Platform;

internal sealed class LiveStore(Db db)
{
    /// <summary>The last sequence number of a team (0 before the first), and the oldest that is kept (null: none).</summary>
    public Task<LivePosition?> PositionAsync(Guid teamId, CancellationToken cancel) =>
        db.FirstAsync(
            PlatformSql.LivePosition,
            args => args.Add(teamId),
            row => new LivePosition(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1)),
            cancel);

    public Task<List<LiveMessage>> ReadAsync(Guid teamId, long after, int limit, CancellationToken cancel) =>
        db.QueryAsync(
            PlatformSql.LiveMessages,
            args => args.Add(teamId).Add(after).Add(limit),
            row => new LiveMessage(row.GetInt64(0), row.GetString(1), row.Time(2), JsonElement.Parse(row.GetString(3))),
            cancel);
}

internal sealed record LivePosition(long Last, long? Oldest)
{
    /// <summary>Whether a client that has everything up to <paramref name="seq"/> can go on from there.</summary>
    public bool Covers(long seq) => seq == Last || (seq < Last && Oldest is { } oldest && seq >= oldest - 1);
}
