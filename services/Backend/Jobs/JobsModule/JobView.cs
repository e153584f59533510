using System.Text.Json;

namespace Suite.Jobs;

/// <summary>States of a job, derived from its items. <see cref="Partial"/>: finished, and some items failed.</summary>
public enum JobState
{
    Pending,
    Running,
    Succeeded,
    Failed,
    Cancelled,
    Partial,
    Paused,
}

/// <summary>States of an item. <see cref="Pending"/> waits for the item before it, <see cref="Ready"/> for a worker.</summary>
public enum ItemState
{
    Pending,
    Ready,
    Leased,
    Succeeded,
    Failed,
    Cancelled,
    Paused,
}

/// <summary>A job as other modules and clients see it.</summary>
/// <param name="Progress">Ended items of all, 0 to 100.</param>
/// <param name="RunAfter">Nothing of it runs before; null when that has passed.</param>
/// <param name="Released">False in a manual queue until a person releases it.</param>
/// <param name="WaitingFor">How many unfinished jobs it waits for.</param>
public sealed record JobView(
    Guid Id,
    string Queue,
    string Kind,
    JobState State,
    int Priority,
    int TotalItems,
    int SucceededItems,
    int FailedItems,
    int CancelledItems,
    int Progress,
    JsonElement? Config,
    Guid? CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    bool Archived,
    DateTimeOffset? RunAfter,
    bool Released,
    int WaitingFor);

/// <summary>An item as other modules and clients see it. <paramref name="Progress"/> is 0 to 100.</summary>
public sealed record ItemView(
    long Id,
    Guid JobId,
    string Step,
    Guid? AssetId,
    ItemState State,
    int Progress,
    int Attempts,
    string? Error,
    JsonElement? Input,
    JsonElement? Result,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? NextRunAt);
