using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>Reads an item as every statement returns it.</summary>
internal static class ItemRow
{
    public const string Columns = """
        item.id, item.job_id, item.step, item.asset_id, item.state, item.progress, item.attempts, item.error,
        item.input::text, item.result::text, item.created_at, item.started_at, item.finished_at, item.run_at
        """;

    /// <summary>The same for one that has ended.</summary>
    public const string EndedViewColumns = """
        item.id, item.job_id, item.step, item.asset_id, item.state, item.progress, item.attempts, item.error,
        item.input::text, item.result::text, item.created_at, item.started_at, item.finished_at, null::timestamptz
        """;

    /// <summary>What watchers are told of an item that changed.</summary>
    public const string ChangeColumns = """
        item.team_id, item.job_id, item.id, item.kind, item.step, item.asset_id, item.state, item.progress, item.attempts,
        item.error
        """;

    /// <summary>Of an item that has ended, as statements that move it there list them.</summary>
    public const string EndedColumns = """
        id, fence, leased_at, created_at, started_at, finished_at, ordinal, after_ordinal, group_no, progress, attempts, max_attempts,
        job_id, team_id, asset_id, queue, kind, step, state, outcome, worker, error, input, result
        """;

    /// <summary>The end of statements that cancel waiting items: keeps those that <c>ended</c> took out; $2 is the reason.</summary>
    public const string KeepCancelled = """

        insert into jobs.ended_item as item (
        """ + EndedColumns + """
        )
        select id, null, null, created_at, started_at, clock_timestamp(), ordinal, after_ordinal, group_no, progress, attempts,
            max_attempts, job_id, team_id, asset_id, queue, kind, step, 'cancelled', null, null, $2, input, null
        from ended
        order by id
        returning
        """ + " " + ChangeColumns;

    public static ItemView View(NpgsqlDataReader row) => new(
        Id: row.GetInt64(0),
        JobId: row.GetGuid(1),
        Step: row.GetString(2),
        AssetId: row.IdOrNull(3),
        State: States.ParseItem(row.GetString(4)),
        Progress: row.GetInt32(5),
        Attempts: row.GetInt32(6),
        Error: row.TextOrNull(7),
        Input: row.JsonOrNull(8),
        Result: row.JsonOrNull(9),
        CreatedAt: row.Time(10),
        StartedAt: row.TimeOrNull(11),
        FinishedAt: row.TimeOrNull(12),
        NextRunAt: row.TimeOrNull(13));

    public static ItemChange Change(NpgsqlDataReader row) => new(
        TeamId: row.GetGuid(0),
        JobId: row.GetGuid(1),
        ItemId: row.GetInt64(2),
        Kind: row.GetString(3),
        Step: row.GetString(4),
        AssetId: row.IdOrNull(5),
        State: row.GetString(6),
        Progress: row.GetInt32(7),
        Attempts: row.GetInt32(8),
        Error: row.TextOrNull(9));
}

/// <summary>An item that changed, as watchers are told.</summary>
internal sealed record ItemChange(
    Guid TeamId, Guid JobId, long ItemId, string Kind, string Step, Guid? AssetId, string State, int Progress, int Attempts,
    string? Error);
