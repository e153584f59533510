using Npgsql;
using NpgsqlTypes;

namespace Suite.Platform;

/// <summary>The parameters of one statement, in the order of <c>$1</c>, <c>$2</c> …</summary>
public sealed class SqlArgs(NpgsqlParameterCollection parameters)
{
    /// <summary>Adds a value whose PostgreSQL type follows from its .NET type.</summary>
    public SqlArgs Add<T>(T value) where T : notnull
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return this;
    }

    /// <summary>Adds a value that may be null; the type must be said, for a null has none.</summary>
    public SqlArgs Add(object? value, NpgsqlDbType type)
    {
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return this;
    }

    /// <summary>Adds JSON text as <c>jsonb</c>.</summary>
    public SqlArgs AddJson(string? json) => Add(json, NpgsqlDbType.Jsonb);

    /// <summary>Adds an id that may be null.</summary>
    public SqlArgs AddId(Guid? id) => Add(id, NpgsqlDbType.Uuid);

    /// <summary>Adds text that may be null.</summary>
    public SqlArgs AddText(string? text) => Add(text, NpgsqlDbType.Text);
}
