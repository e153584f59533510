using System.Data;
using Npgsql;

namespace Suite.Platform;

/// <summary>
/// A connection for what a statement cannot do: LISTEN, COPY, settings and locks of a session. The pool takes nothing back from a
/// connection that returns to it, for every statement would pay for that; whoever changes a session takes it back here, by disposing.
/// </summary>
public sealed class OwnSession : IAsyncDisposable
{
    private const string TakeBack = "unlisten *; reset all; select pg_advisory_unlock_all()";

    // In seconds: a process that stops does not wait long for a server that does not answer.
    private const int Patience = 5;

    private readonly NpgsqlDataSource _pool;

    internal OwnSession(NpgsqlConnection connection, NpgsqlDataSource pool) => (Connection, _pool) = (connection, pool);

    public NpgsqlConnection Connection { get; }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Connection.State == ConnectionState.Open)
            {
                await using var command = new NpgsqlCommand(TakeBack, Connection) { CommandTimeout = Patience };
                await command.ExecuteNonQueryAsync();
            }
        }
        catch (NpgsqlException)
        {
            // As in a transaction that failed. It must not come back as it is, and a pool closes all its connections or none: those in
            // use when they are returned.
            _pool.Clear();
        }

        await Connection.DisposeAsync();
    }
}
