using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Suite.Platform;

/// <summary>
/// Brings the database to the schema of this build. Replicas that start together wait for each other under an advisory lock; each
/// file runs once, in a transaction with its own entry in <c>platform.migration</c>.
/// </summary>
internal sealed partial class Migrator(Db db, IEnumerable<ModuleMigrations> modules, ILogger<Migrator> logger)
{
    /// <exception cref="MigrationException">A file that was applied has been changed since, or a new one failed.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        await using var session = await db.OpenSessionAsync(cancel);
        var connection = session.Connection;
        await ExecuteAsync(connection, MigrationLedger.TakeLock, cancel, MigrationLedger.Lock);
        await PrepareAsync(connection, cancel);
        var applied = await AppliedAsync(connection, cancel);
        foreach (var module in modules)
            await MigrateAsync(connection, module, applied, cancel);
    }

    private async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await ExecuteAsync(connection, MigrationLedger.Create, cancel);
        await using var command = new NpgsqlCommand(MigrationLedger.HasVector, connection);
        if (await command.ExecuteScalarAsync(cancel) is true)
            await ExecuteAsync(connection, MigrationLedger.CreateVector, cancel);
        else
            Log.NoVector(logger);
    }

    private async Task MigrateAsync(
        NpgsqlConnection connection,
        ModuleMigrations module,
        Dictionary<(string, int), string> applied,
        CancellationToken cancel)
    {
        // A module's name comes from its source, never from a user.
        await ExecuteAsync(connection, $"create schema if not exists {new NpgsqlCommandBuilder().QuoteIdentifier(module.Module)}", cancel);
        foreach (var file in MigrationFile.ReadAll(module))
        {
            if (!applied.TryGetValue((file.Module, file.Number), out var checksum))
                await ApplyAsync(connection, file, cancel);
            else if (checksum != file.Checksum)
                throw new MigrationException(
                    $"{file} has changed since it was applied to this database. Migrations only go forward: "
                    + "restore the file and write the change as the next number.");
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await ExecuteAsync(connection, file.Sql, cancel);
        }
        catch (PostgresException failure)
        {
            throw new MigrationException($"{file} failed: {failure.MessageText}", failure);
        }
        await ExecuteAsync(connection, MigrationLedger.Record, cancel, file.Module, file.Number, file.Name, file.Checksum);
        await transaction.CommitAsync(cancel);
        Log.Applied(logger, file);
    }

    private static async Task<Dictionary<(string, int), string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var applied = new Dictionary<(string, int), string>();
        await using var command = new NpgsqlCommand(MigrationLedger.Applied, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            applied.Add((reader.GetString(0), reader.GetInt32(1)), reader.GetString(2));
        return applied;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] parameters)
    {
        // No time limit: another replica, or a long migration, may take its while.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Applied migration {File}.")]
        public static partial void Applied(ILogger logger, MigrationFile file);

        [LoggerMessage(LogLevel.Warning, "PostgreSQL has no extension \"vector\" to offer: search by meaning needs pgvector.")]
        public static partial void NoVector(ILogger logger);
    }
}

/// <summary>The database cannot be brought to the schema of this build; the message says which file and why.</summary>
internal sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
