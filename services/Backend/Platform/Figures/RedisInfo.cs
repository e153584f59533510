using System.Globalization;

namespace Suite.Platform;

/// <summary>
/// Redis's answer to <c>INFO</c>: lines of <c>name:value</c> below headings that begin with <c>#</c>. What a version does not tell is
/// left out.
/// </summary>
internal static class RedisInfo
{
    private static readonly (string Field, string Figure, string[] Labels)[] Numbers =
    [
        ("uptime_in_seconds", "uptime", []),
        ("connected_clients", "clients", ["connected"]),
        ("blocked_clients", "clients", ["blocked"]),
        ("used_memory", "memory.used", []),
        ("used_memory_peak", "memory.peak", []),
        ("maxmemory", "memory.limit", []),
        ("mem_fragmentation_ratio", "memory.fragmentation", []),
        ("total_commands_processed", "commands", []),
        ("total_connections_received", "connections", []),
        ("keyspace_hits", "hits", []),
        ("keyspace_misses", "misses", []),
        ("evicted_keys", "evicted", []),
        ("expired_keys", "expired", []),
        ("total_net_input_bytes", "network", ["in"]),
        ("total_net_output_bytes", "network", ["out"]),
        ("rdb_changes_since_last_save", "persistence.changes", []),
    ];

    public static IEnumerable<Figure> Figures(string info)
    {
        var fields = info.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1]);
        foreach (var (field, figure, labels) in Numbers)
        {
            if (Number(fields.GetValueOrDefault(field)) is { } number)
                yield return new Figure(figure, number, labels);
        }

        if (fields.TryGetValue("rdb_last_bgsave_status", out var saved))
            yield return new Figure("persistence.ok", saved == "ok" ? 1 : 0, "rdb");
        if (fields.GetValueOrDefault("aof_enabled") == "1" && fields.TryGetValue("aof_last_write_status", out var appended))
            yield return new Figure("persistence.ok", appended == "ok" ? 1 : 0, "aof");
        // db0:keys=5,expires=1,avg_ttl=0
        foreach (var (name, value) in fields.Where(field => field.Value.StartsWith("keys=", StringComparison.Ordinal)))
            yield return new Figure("keys", Number(value["keys=".Length..value.IndexOf(',', StringComparison.Ordinal)]) ?? 0, name);
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
