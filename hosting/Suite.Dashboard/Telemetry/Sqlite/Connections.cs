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
    public static SqliteConnection OpenToWrite(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        connection.Run("pragma page_size = 16384");
        connection.Run("pragma journal_mode = wal");
        connection.Run("pragma synchronous = normal");
        connection.Run("pragma journal_size_limit = 67108864");
        connection.Run("pragma cache_size = -32768");
        return connection;
    }

    public static SqliteConnection OpenToRead(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        connection.Run("pragma cache_size = -16384");
        connection.Run("pragma mmap_size = 1073741824");
        return connection;
    }

    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is Damaged or NotADatabase;

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
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
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
