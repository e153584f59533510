using System.Text.Json;
using Npgsql;

namespace Suite.Platform;

/// <summary>Reading columns that may be null, or hold JSON.</summary>
public static class Rows
{
    public static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static Guid? IdOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetGuid(column);

    public static int? NumberOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt32(column);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) =>
        row.GetFieldValue<DateTimeOffset>(column);

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    /// <summary>A <c>json</c> or <c>jsonb</c> column selected as <c>::text</c>.</summary>
    public static JsonElement? JsonOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : JsonElement.Parse(row.GetString(column));
}
