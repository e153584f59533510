using Microsoft.Data.Sqlite;

namespace Suite.Dashboard.Telemetry.Sqlite;

internal static class Connections
{
    private const int Damaged = 11, NotADatabase = 26;

    /// <summary>
    /// The only connection that writes this file. Write-ahead logging lets readers go on meanwhile; with
    /// <c>synchronous = normal</c> a commit does not wait for the disk, so a power cut (not a crash of the process) may lose
    /// the last moments, and the file stays whole.
    /// </summary>
    public static SqliteConnection OpenToWrite(string path) => Open(
        path, SqliteOpenMode.ReadWriteCreate,
        "page_size = 16384", "journal_mode = wal", "synchronous = normal", "journal_size_limit = 67108864", "cache_size = -32768");

    public static SqliteConnection OpenToRead(string path) =>
        Open(path, SqliteOpenMode.ReadOnly, "cache_size = -16384", "mmap_size = 1073741824");

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is Damaged or NotADatabase;

    private static SqliteConnection Open(string path, SqliteOpenMode mode, params ReadOnlySpan<string> pragmas)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            // A pool would keep files open that retention deletes.
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            foreach (var pragma in pragmas)
                connection.Run($"pragma {pragma}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
