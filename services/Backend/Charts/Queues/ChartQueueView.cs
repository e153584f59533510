using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.Jobs;

namespace Suite.Charts.Queues;

/// <summary>A queue as the seed's single routes tell of it.</summary>
internal sealed record ChartQueueView(
    [property: JsonPropertyName("queue_id")] Guid QueueId,
    string Name,
    string Status,
    string Mode,
    [property: JsonPropertyName("max_concurrent_jobs")] int MaxConcurrentJobs,
    string Priority,
    string? Description,
    JsonElement? Settings,
    [property: JsonPropertyName("job_stats")] IReadOnlyDictionary<string, int> JobStats,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("updated_at")] DateTimeOffset UpdatedAt)
{
    public static ChartQueueView Of(QueueView queue, IReadOnlyList<StatusCount> counts) => new(
        queue.Id, queue.Title, SeedWords.QueueStates.Word(queue.State), SeedWords.Modes.Word(queue.Mode), queue.Running(),
        SeedWords.Policies.Word(queue.Policy), queue.Description, queue.Settings, counts.ByWord(), queue.CreatedAt, queue.UpdatedAt);
}

/// <summary>A queue as the seed's list tells of it: the row as it was stored there.</summary>
internal sealed record ChartQueueRow(
    Guid Id,
    string Name,
    string Mode,
    string Status,
    int MaxConcurrentJobs,
    string Priority,
    string? Description,
    JsonElement? Settings,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static ChartQueueRow Of(QueueView queue) => new(
        queue.Id, queue.Title, SeedWords.Modes.Word(queue.Mode), SeedWords.QueueStates.Word(queue.State), queue.Running(),
        SeedWords.Policies.Word(queue.Policy), queue.Description, queue.Settings, queue.CreatedAt, queue.UpdatedAt);
}

internal static class QueueNumbers
{
    /// <summary>A chart job has one item, so that the stricter of the two limits is the one that is felt.</summary>
    public static int Running(this QueueView queue) => Math.Min(queue.MaxRunningJobs ?? int.MaxValue, queue.MaxRunningItems);

    public static IReadOnlyDictionary<string, int> ByWord(this IEnumerable<StatusCount> counts) =>
        counts.ToDictionary(count => SeedWords.Statuses.Word(count.Status), count => count.Count);
}
