using Npgsql;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Health;

internal static class PostgresDatabases
{
    /// <summary>Creates the database; false when it is there already.</summary>
    public static async Task<bool> CreateAsync(PostgresServerResource server, string name, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(server, cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"create database \"{name.Replace("\"", "\"\"")}\"";
        try
        {
            await command.ExecuteNonQueryAsync(cancel);
            return true;
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            return false;
        }
    }

    // Pooled connections would outlive a restart of the server and fail the next check.
    public static async Task<NpgsqlConnection> OpenAsync(IResourceWithConnectionString resource, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(
            await resource.GetConnectionStringAsync(cancel) + (resource is PostgresServerResource ? ";Database=postgres" : "") + ";Pooling=false;Timeout=5");
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
