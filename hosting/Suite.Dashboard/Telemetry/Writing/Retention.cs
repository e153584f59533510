using Microsoft.Data.Sqlite;
using Suite.Dashboard.Telemetry.Sqlite;

namespace Suite.Dashboard.Telemetry.Writing;

/// <summary>
/// Takes the oldest telemetry out of a run, a slice at a time: each call is one short transaction, and the writer writes its
/// batches in between. Freed pages are used again, so that the file stops growing; it does not shrink.
/// </summary>
internal sealed class Retention(SqliteConnection connection, TimeProvider clock)
{
    private const int SegmentsOfSlice = 16;
    private const int TracesOfSlice = 5000;

    public long UsedBytes()
    {
        using var used = new Statement(connection, TelemetrySql.UsedBytes);
        return used.Number();
    }

    /// <returns>Whether there was anything to take; then ask again.</returns>
    public bool DropSlice(TimeSpan keep, long maxBytes)
    {
        var (oldest, newest) = Ages();
        if (oldest == 0)
            return false;
        var cutoff = Nanos.Of(clock.GetUtcNow() - keep);
        if (UsedBytes() > maxBytes)
            cutoff = Math.Max(cutoff, oldest + Math.Max(1, (newest - oldest) / 20));
        return oldest < cutoff && DropBefore(cutoff);
    }

    private bool DropBefore(long cutoff)
    {
        connection.Run("begin immediate");
        var dropped = Drop(TelemetrySql.DropOldSpans, cutoff) + Drop(TelemetrySql.DropOldLogs, cutoff) + Drop(TelemetrySql.DropOldPoints, cutoff);
        using (var traces = new Statement(connection, TelemetrySql.DropEmptyTraces))
            traces.Run(TracesOfSlice, long.MaxValue);
        connection.Run("commit");
        return dropped > 0;
    }

    private int Drop(string sql, long cutoff)
    {
        using var drop = new Statement(connection, sql);
        return drop.Run(cutoff, SegmentsOfSlice);
    }

    private (long Oldest, long Newest) Ages()
    {
        using var ages = new Statement(connection, TelemetrySql.Ages);
        using var row = ages.Read();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
