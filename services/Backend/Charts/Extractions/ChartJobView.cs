using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.Charts.Results;
using Suite.Charts.Work;
using Suite.Jobs;

namespace Suite.Charts.Extractions;

/// <summary>An extraction job in the seed's words and fields.</summary>
/// <param name="QueueId">Null: it named none and goes through the shared one.</param>
/// <param name="Progress">0 to 100.</param>
/// <param name="Error">Only of a job that has failed: one that is run again has none.</param>
/// <param name="EstimatedDuration">Seconds, learnt from the team's earlier readings; null while there are none.</param>
/// <param name="ActualDuration">Seconds from its start to its end.</param>
internal sealed record ChartJobView(
    [property: JsonPropertyName("job_id")] Guid JobId,
    [property: JsonPropertyName("product_id")] Guid ProductId,
    [property: JsonPropertyName("image_id")] Guid ImageId,
    [property: JsonPropertyName("queue_id")] Guid? QueueId,
    [property: JsonPropertyName("batch_id")] Guid? BatchId,
    string Status,
    string Priority,
    int Progress,
    [property: JsonPropertyName("extraction_method")] string ExtractionMethod,
    JsonElement Parameters,
    ResultView? Result,
    string? Error,
    [property: JsonPropertyName("estimated_duration")] int? EstimatedDuration,
    [property: JsonPropertyName("actual_duration")] double? ActualDuration,
    [property: JsonPropertyName("started_at")] DateTimeOffset? StartedAt,
    [property: JsonPropertyName("completed_at")] DateTimeOffset? CompletedAt,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("updated_at")] DateTimeOffset UpdatedAt)
{
    /// <param name="item">The job's only one.</param>
    public static ChartJobView Of(Extraction extraction, JobView job, ItemView? item, ResultRow? result)
    {
        var status = SeedWords.StatusOf(job.State, job.Released);
        return new ChartJobView(
            job.Id, extraction.ProductId, extraction.ImageId, extraction.QueueId, extraction.BatchId, SeedWords.Statuses.Word(status),
            SeedWords.Priorities.Word(SeedWords.PriorityOf(job.Priority)),
            status switch { SeedStatus.Completed => 100, SeedStatus.Processing => item?.Progress ?? 0, _ => 0 },
            extraction.Method,
            extraction.Parameters,
            result is null ? null : ResultView.Of(result, withRows: false),
            status == SeedStatus.Failed ? ErrorOf(job, item) : null,
            extraction.EstimatedSeconds,
            job is { StartedAt: { } started, FinishedAt: { } ended } ? Math.Round((ended - started).TotalSeconds, 3) : null,
            job.StartedAt,
            job.FinishedAt,
            job.CreatedAt,
            job.FinishedAt ?? job.StartedAt ?? job.CreatedAt);
    }

    // A job that nobody began is also cancelled when what it waited for failed; its item says so. A running one has no reason of its
    // own but the person's wish.
    private static string? ErrorOf(JobView job, ItemView? item) =>
        job.State == JobState.Cancelled && !(job.StartedAt is null && item?.Error?.Contains("waited for", StringComparison.Ordinal) == true)
            ? SeedWords.CancelledByUser
            : item?.Error;
}
