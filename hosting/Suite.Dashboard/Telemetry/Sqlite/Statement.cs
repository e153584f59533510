using Microsoft.Data.Sqlite;

namespace Suite.Dashboard.Telemetry.Sqlite;

/// <summary>A statement that is prepared once and run many times, with <c>$1</c>, <c>$2</c> … as everywhere in the house.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
    }

    public int Run(params ReadOnlySpan<object> values) => Bound(values).ExecuteNonQuery();

    public long Number(params ReadOnlySpan<object> values) => (long)Bound(values).ExecuteScalar()!;

    /// <summary>To be disposed by the caller before the statement is run again.</summary>
    public SqliteDataReader Read(params ReadOnlySpan<object> values) => Bound(values).ExecuteReader();

    public void Dispose() => _command.Dispose();

    private SqliteCommand Bound(ReadOnlySpan<object> values)
    {
        for (var i = _command.Parameters.Count; i < values.Length; i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i];
        return _command;
    }
}
