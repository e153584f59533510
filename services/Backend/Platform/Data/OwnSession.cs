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

    internal OwnSession(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Connection.State == ConnectionState.Open)
            {
                await using var command = new NpgsqlCommand(TakeBack, Connection);
                await command.ExecuteNonQueryAsync();
            }
        }
        catch (NpgsqlException)
        {
            // It must not come back as it is; one that broke has lost all that anyway.
            NpgsqlConnection.ClearPool(Connection);
        }

        await Connection.DisposeAsync();
    }
}
