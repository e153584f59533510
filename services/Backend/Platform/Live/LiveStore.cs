namespace Suite.Platform;

internal sealed class LiveStore(Db db)
{
    private const int Batch = 500;
    private const long BatchBytes = 2 * 1024 * 1024;

    /// <summary>The last sequence number of a team (0 before the first), and the oldest that is kept (null: none).</summary>
    public Task<LivePosition?> PositionAsync(Guid teamId, CancellationToken cancel) =>
        db.FirstAsync(
            PlatformSql.LivePosition,
            args => args.Add(teamId),
            row => new LivePosition(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1)),
            cancel);

    /// <summary>The messages after one, in order: a batch, and whether it is full so that there may be more.</summary>
    public async Task<(List<LiveMessage> Messages, bool IsFull)> ReadAsync(Guid teamId, long after, CancellationToken cancel)
    {
        var messages = await db.QueryAsync(
            PlatformSql.LiveMessages,
            args => args.Add(teamId).Add(after).Add(Batch).Add(BatchBytes),
            row => new LiveMessage(row.GetInt64(0), row.GetString(1), row.Time(2), row.GetFieldValue<byte[]>(3)),
            cancel);
        return (messages, messages.Count == Batch || messages.Sum(message => (long)message.Frame.Length) >= BatchBytes);
    }
}

internal sealed record LivePosition(long Last, long? Oldest)
{
    /// <summary>Whether a client that has everything up to <paramref name="seq"/> can go on from there.</summary>
    public bool Covers(long seq) => seq == Last || (seq < Last && Oldest is { } oldest && seq >= oldest - 1);
}
