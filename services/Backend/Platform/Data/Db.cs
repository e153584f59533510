using System.Data;
using Npgsql;
using Suite.ServiceDefaults;

namespace Suite.Platform;

/// <summary>The one door to PostgreSQL: every statement of every module goes through it.</summary>
public sealed class Db(NpgsqlDataSource source) : ISql
{
    /// <inheritdoc/>
    public async Task<List<T>> QueryAsync<T>(string sql, Action<SqlArgs>? args, Func<NpgsqlDataReader, T> map, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await new Session(connection).QueryAsync(sql, args, map, cancel);
    }

    /// <inheritdoc/>
    public async Task<T?> FirstAsync<T>(string sql, Action<SqlArgs>? args, Func<NpgsqlDataReader, T> map, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await new Session(connection).FirstAsync(sql, args, map, cancel);
    }

    /// <inheritdoc/>
    public async Task<int> ExecuteAsync(string sql, Action<SqlArgs>? args, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await new Session(connection).ExecuteAsync(sql, args, cancel);
    }

    /// <inheritdoc/>
    public Task ExecuteLastAsync(string sql, Action<SqlArgs>? args, CancellationToken cancel) => ExecuteAsync(sql, args, cancel);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction (read committed): committed when it returns, rolled back when it throws.
    /// </summary>
    public async Task<T> InTransactionAsync<T>(Func<ISql, Task<T>> work, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await InTransactionAsync(connection, work, cancel);
    }

    /// <summary>The same on a connection of the caller's.</summary>
    public static async Task<T> InTransactionAsync<T>(NpgsqlConnection connection, Func<ISql, Task<T>> work, CancellationToken cancel)
    {
        Session? session = null;
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            session = new Session(connection, transaction);
            var result = await work(session);
            await session.CommitAsync(cancel);
            return result;
        }
        finally
        {
            if (session is { HasFailed: true })
                ForgetPrepared(connection);
        }
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<ISql, Task> work, CancellationToken cancel) =>
        InTransactionAsync(async sql => { await work(sql); return true; }, cancel);

    /// <summary>For what a statement cannot do. The caller disposes of it.</summary>
    public async Task<OwnSession> OpenSessionAsync(CancellationToken cancel) => new(await source.OpenConnectionAsync(cancel), source);

    /// <summary>Statements on a connection of the caller's, and in the transaction that is open on it, if any.</summary>
    public static ISql On(NpgsqlConnection connection) => new Session(connection);

    // A statement that fails while the driver prepares it (its arguments are refused, or the caller gives up) passes for prepared on its
    // connection, and whoever uses it there next gets an answer that the driver cannot read: https://github.com/npgsql/npgsql/issues/6391.
    private static void ForgetPrepared(NpgsqlConnection connection)
    {
        if (connection.State != ConnectionState.Open)
            return;
        try
        {
            connection.UnprepareAll();
        }
        catch (NpgsqlException)
        {
            // It breaks only now, and its statements with it.
        }
    }

    private sealed class Session(NpgsqlConnection connection, NpgsqlTransaction? transaction = null) : ISql
    {
        private readonly List<NpgsqlBatchCommand> _last = [];

        public bool HasFailed { get; private set; }

        public Task<List<T>> QueryAsync<T>(string sql, Action<SqlArgs>? args, Func<NpgsqlDataReader, T> map, CancellationToken cancel) =>
            RunAsync(sql, args, async command =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancel);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancel))
                    rows.Add(map(reader));
                return rows;
            });

        public Task<T?> FirstAsync<T>(string sql, Action<SqlArgs>? args, Func<NpgsqlDataReader, T> map, CancellationToken cancel) =>
            RunAsync(sql, args, async command =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancel);
                return await reader.ReadAsync(cancel) ? map(reader) : default;
            });

        public Task<int> ExecuteAsync(string sql, Action<SqlArgs>? args, CancellationToken cancel) =>
            RunAsync(sql, args, command => command.ExecuteNonQueryAsync(cancel));

        public async Task ExecuteLastAsync(string sql, Action<SqlArgs>? args, CancellationToken cancel)
        {
            if (transaction is null)
            {
                await ExecuteAsync(sql, args, cancel);
                return;
            }

            var command = new NpgsqlBatchCommand(sql);
            args?.Invoke(new SqlArgs(command.Parameters));
            _last.Add(command);
        }

        /// <summary>Commits, with what was to be last in the same round trip. When that fails, the commit is not reached.</summary>
        public async Task CommitAsync(CancellationToken cancel)
        {
            var call = DatabaseCall.Commit();
            try
            {
                await (_last.Count == 0 ? transaction!.CommitAsync(cancel) : CommitWithLastAsync(cancel));
                call.End();
            }
            catch (Exception failure)
            {
                call.End(failure);
                HasFailed = true;
                throw;
            }
        }

        private async Task CommitWithLastAsync(CancellationToken cancel)
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var command in _last)
                batch.BatchCommands.Add(command);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
            await batch.ExecuteNonQueryAsync(cancel);
        }

        private async Task<T> RunAsync<T>(string sql, Action<SqlArgs>? args, Func<NpgsqlCommand, Task<T>> run)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            args?.Invoke(new SqlArgs(command.Parameters));
            var call = DatabaseCall.Statement(StatementNames.Find(sql) ?? StatementNames.Other);
            try
            {
                var result = await run(command);
                call.End();
                return result;
            }
            catch (Exception failure)
            {
                call.End(failure);
                HasFailed = true;
                // Within a transaction nothing can be forgotten before it has been rolled back.
                if (transaction is null)
                    ForgetPrepared(connection);
                throw;
            }
        }
    }
}
