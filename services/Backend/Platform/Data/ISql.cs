using Npgsql;

namespace Suite.Platform;

/// <summary>
/// Runs SQL statements: on its own (<see cref="Db"/>) or inside a transaction that <see cref="Db.InTransactionAsync{T}"/> opened.
/// Statements are constants with <c>$1</c> parameters; every one is prepared once against the migrated schema by a test.
/// </summary>
public interface ISql
{
    /// <summary>All rows of <paramref name="sql"/>, mapped in order.</summary>
    Task<List<T>> QueryAsync<T>(string sql, Action<SqlArgs>? args, Func<NpgsqlDataReader, T> map, CancellationToken cancel);

    /// <summary>The first row, or the default of <typeparamref name="T"/> when there is none.</summary>
    Task<T?> FirstAsync<T>(string sql, Action<SqlArgs>? args, Func<NpgsqlDataReader, T> map, CancellationToken cancel);

    /// <summary>Runs a statement and returns the number of rows it changed.</summary>
    Task<int> ExecuteAsync(string sql, Action<SqlArgs>? args, CancellationToken cancel);

    /// <summary>
    /// Runs a statement whose outcome nobody waits for. In a transaction it goes to the server together with the commit, after all
    /// others and in the order of these calls: a round trip less. When it fails, the transaction does. Elsewhere it runs at once.
    /// </summary>
    Task ExecuteLastAsync(string sql, Action<SqlArgs>? args, CancellationToken cancel);
}
