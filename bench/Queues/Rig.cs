using Npgsql;
using Suite.Testing;

namespace Suite.Bench.Queues;

/// <summary>The servers that all contestants share, set up to keep what they confirm.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private static readonly string[] Durable =
    [
        "fsync=on", "synchronous_commit=on", "full_page_writes=on", "wal_level=replica",
        "shared_buffers=2GB", "effective_cache_size=8GB", "max_wal_size=8GB", "checkpoint_timeout=15min", "wal_compression=on",
        "random_page_cost=1.1", "max_connections=200", "jit=off",
    ];

    private static readonly string[] AppendOnly = ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""];

    private readonly PostgresServer _postgres = new() { Settings = Durable };
    private readonly RedisServer _redis = new() { Settings = AppendOnly };
    private readonly Dictionary<string, string> _kept = [];

    public int RedisPort => _redis.Port;

    public int PostgresProcess => _postgres.ProcessId;

    public int RedisProcess => _redis.ProcessId;

    public async Task StartAsync()
    {
        await _postgres.InitializeAsync();
        await _redis.InitializeAsync();
    }

    public static string Describe() =>
        $"PostgreSQL: {string.Join(", ", Durable)}\nRedis: {string.Join(' ', AppendOnly)}";

    /// <summary>The connection string of a database: of a fresh one, or of the one with this name.</summary>
    public async Task<string> DatabaseAsync(string? name)
    {
        if (name is not null && _kept.TryGetValue(name, out var known))
            return known;
        var database = await _postgres.CreateDatabaseAsync();
        if (name is not null)
            _kept.Add(name, database);
        return database;
    }

    /// <summary>No turn pays for what the one before has left to be written.</summary>
    public static async Task SettleAsync(string database)
    {
        await ExecuteAsync(database, "checkpoint");
        await Quiet.WaitAsync();
    }

    public async Task DropAsync(string database)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await ExecuteAsync(_postgres.ConnectionString("postgres"), $"drop database {name} with (force)");
    }

    public static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{database};Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
