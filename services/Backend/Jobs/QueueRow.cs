using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Reads a queue with the counts of one team.</summary>
internal static class QueueRow
{
    public static QueueView View(NpgsqlDataReader row) => new(
        Id: row.GetGuid(0),
        Name: row.GetString(1),
        Title: row.GetString(2),
        Shared: row.GetBoolean(3),
        Mode: Enum.Parse<QueueMode>(row.GetString(4), ignoreCase: true),
        State: Enum.Parse<QueueState>(row.GetString(5), ignoreCase: true),
        Policy: Enum.Parse<QueuePolicy>(row.GetString(6), ignoreCase: true),
        MaxRunningItems: row.GetInt32(7),
        MaxRunningJobs: NumberOrNull(row, 8),
        MaxItemsPerJob: NumberOrNull(row, 9),
        Lean: row.GetBoolean(10),
        Description: row.TextOrNull(11),
        Settings: row.JsonOrNull(12),
        WaitingItems: row.GetInt32(13),
        ReadyItems: row.GetInt32(14),
        RunningItems: row.GetInt32(15),
        UnfinishedJobs: row.GetInt32(16),
        OldestWaitingAt: row.TimeOrNull(17),
        CreatedAt: row.Time(18),
        UpdatedAt: row.Time(19));

    private static int? NumberOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
