using System.Text.Json;

namespace Suite.Jobs;

/// <summary>A job whose first item was just claimed, as the claim tells it: JSON by the names of the columns.</summary>
internal sealed record BegunJob(
    Guid Id,
    Guid TeamId,
    string Queue,
    string Kind,
    int Priority,
    int TotalItems,
    int SucceededItems,
    int FailedItems,
    int CancelledItems,
    DateTimeOffset CreatedAt,
    DateTimeOffset StartedAt)
{
    public const string Columns = """
        job.id, job.team_id, job.queue, job.kind, job.priority, job.total_items, job.succeeded_items, job.failed_items,
        job.cancelled_items, job.created_at, job.started_at
        """;

    private static readonly JsonSerializerOptions ByColumn = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IReadOnlyList<BegunJob> Parse(string json) => JsonSerializer.Deserialize<List<BegunJob>>(json, ByColumn)!;
}
