using System.Text.Json;
using System.Text.Json.Serialization;
using Suite.Jobs;

namespace Suite.Captioning;

/// <summary>A batch in graphcap's shape.</summary>
/// <param name="TotalImages">Images, as the name says, and not images times perspectives.</param>
/// <param name="ProcessedImages">Images whose every caption has been made.</param>
/// <param name="FailedImages">Images of which a caption has failed.</param>
/// <param name="Progress">Share of the captions that have ended, 0 to 100.</param>
internal sealed record BatchView(
    Guid JobId,
    string Type,
    string Status,
    int Priority,
    int TotalImages,
    int ProcessedImages,
    int FailedImages,
    int Progress,
    BatchConfigView Config,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    bool Archived)
{
    /// <summary>The jobs that it waits or waited for; told by the status alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Guid>? Dependencies { get; init; }

    /// <summary>The jobs that wait or waited for it; told by the status alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Guid>? DependentJobs { get; init; }

    public static BatchView Of(JobView job, GroupCounts? counts)
    {
        var config = BatchConfig.Of(job.Config!.Value);
        return new BatchView(
            job.Id,
            config.Type,
            job.State.Status(),
            job.Priority,
            config.Images.Count,
            counts?.Succeeded ?? 0,
            counts?.Failed ?? 0,
            job.Progress,
            new BatchConfigView(config.Images, config.Perspectives, config.Options),
            job.CreatedAt,
            job.StartedAt,
            job.FinishedAt,
            job.Archived);
    }
}

internal sealed record BatchConfigView(IReadOnlyList<string> Images, IReadOnlyList<string> Perspectives, CreateBatch.Options? Options);

/// <summary>An item of a batch in graphcap's shape.</summary>
/// <param name="ImagePath">As the client named the image: an asset id, or a path.</param>
/// <param name="ProcessingTime">From its first attempt to its end, in milliseconds.</param>
internal sealed record BatchItemView(
    long Id,
    Guid JobId,
    string ImagePath,
    string Perspective,
    string Status,
    string? Error,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    long? ProcessingTime,
    JsonElement? Result)
{
    public static BatchItemView Of(ItemView item)
    {
        var input = BatchItemInput.Of(item.Input!.Value);
        return new BatchItemView(
            item.Id,
            item.JobId,
            input.Image,
            input.Perspective,
            item.State.Status(),
            item.Error,
            item.StartedAt,
            item.FinishedAt,
            ProcessingTimeOf(item),
            Published(item.Result));
    }

    // A client that captions by itself says how long it took: between our two times is only its call.
    private static long? ProcessingTimeOf(ItemView item) =>
        item.Result is { } output && output.TryGetProperty("processingTime", out var told) && told.ValueKind == JsonValueKind.Number
            ? told.GetInt64()
            : item is { StartedAt: { } started, FinishedAt: { } finished } ? (long)(finished - started).TotalMilliseconds : null;

    private static JsonElement? Published(JsonElement? output) =>
        output is { } caption && caption.TryGetProperty("result", out var result) && result.ValueKind != JsonValueKind.Null ? result : null;
}
