using Npgsql;
using Suite.Platform;

namespace Suite.Jobs;

/// <summary>How many items of a queue, jobs of it, and items of each job may run at once; null: any number.</summary>
internal sealed record QueueLimits(int? Items, int? Jobs, int? ItemsPerJob, bool Lean)
{
    public bool IsNone => this is { Items: null, Jobs: null, ItemsPerJob: null };

    public static QueueLimits Of(NpgsqlDataReader row) => new(
        row.GetInt32(0) is var items && items < JobsOptions.NoLimit ? items : null,
        row.NumberOrNull(1),
        row.NumberOrNull(2),
        row.GetBoolean(3));
}
