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
        State: States.ParseQueue(row.GetString(5)),
        Policy: Enum.Parse<QueuePolicy>(row.GetString(6), ignoreCase: true),
        MaxRunningItems: row.GetInt32(7),
        MaxRunningJobs: row.NumberOrNull(8),
        MaxItemsPerJob: row.NumberOrNull(9),
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

    public static StateCount Count(NpgsqlDataReader row) => new(
        State: States.ParseJob(row.GetString(0)),
        Archived: row.GetBoolean(1),
        Count: row.GetInt32(2),
        MeanProgress: row.IsDBNull(3) ? null : row.GetDouble(3),
        MeanWait: row.IsDBNull(4) ? null : row.GetTimeSpan(4),
        MeanDuration: row.IsDBNull(5) ? null : row.GetTimeSpan(5));
}
