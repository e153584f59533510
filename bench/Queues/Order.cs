using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Suite.Bench.Queues;

/// <summary>What a contestant is to do, as ours reads it; the peers read the same JSON.</summary>
/// <param name="Database">A connection string; the peers get it as a URL.</param>
/// <param name="Server">The process id of the database server.</param>
internal sealed record Order(string Part, string Database, int Server, int Items, int WarmUp, OursOptions Options)
{
    public static JsonObject Json(Entry entry, string database, Rig rig) => new()
    {
        ["part"] = entry.Part,
        ["database"] = entry.Contestant == Contestant.Ours ? database : Url(database),
        ["redisPort"] = rig.RedisPort,
        ["server"] = entry.Contestant == Contestant.BullMq ? rig.RedisProcess : rig.PostgresProcess,
        ["items"] = entry.Items,
        ["warmUp"] = entry.WarmUp,
        ["options"] = entry.Options.DeepClone(),
    };

    public static Order Parse(string json) => JsonSerializer.Deserialize<Order>(json, JsonSerializerOptions.Web)!;

    private static string Url(string database)
    {
        var parts = new NpgsqlConnectionStringBuilder(database);
        return $"postgres://{parts.Username}:{parts.Password}@{parts.Host}:{parts.Port}/{parts.Database}";
    }
}

/// <summary>The knobs of ours.</summary>
/// <param name="JobSize">Items of a job.</param>
/// <param name="Lean">Whether the queue keeps no finished items.</param>
/// <param name="Seconds">How long a soak lasts.</param>
/// <param name="Settings">Configuration of the replica, by its keys.</param>
internal sealed record OursOptions(
    int JobSize = 10_000, bool Lean = false, int Seconds = 60, IReadOnlyDictionary<string, string>? Settings = null);
