using Npgsql;

namespace Suite.Bench.Queues;

/// <summary>
/// Somebody's forgotten transaction with a snapshot: as long as it is open, no dead row version in the database can be cleared away.
/// </summary>
internal sealed class ForeignTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private ForeignTransaction(NpgsqlConnection connection) => _connection = connection;

    public static async Task<IAsyncDisposable> OpenAsync(Rig rig, string database)
    {
        var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        // An id of its own, and a snapshot that does not move on.
        await using var command = new NpgsqlCommand(
            "begin isolation level repeatable read; select pg_current_xact_id()", connection);
        await command.ExecuteNonQueryAsync();
        return new ForeignTransaction(connection);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
