using System.Text.Json;

namespace Suite.Jobs;

/// <summary>An item that has failed for good, with where it belongs.</summary>
internal sealed record DeadLetter(
    long Id,
    Guid JobId,
    string Queue,
    string Kind,
    string Step,
    Guid? AssetId,
    ItemState State,
    int Progress,
    int Attempts,
    string? Error,
    JsonElement? Input,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? NextRunAt)
{
    public static DeadLetter Of(ItemView item, string queue, string kind) => new(
        item.Id, item.JobId, queue, kind, item.Step, item.AssetId, item.State, item.Progress, item.Attempts, item.Error, item.Input,
        item.CreatedAt, item.StartedAt, item.FinishedAt, item.NextRunAt);
}

/// <summary>One attempt at an item.</summary>
/// <param name="Id">The fence token.</param>
/// <param name="Number">1 for the first; it begins anew when a person retries the item.</param>
/// <param name="Outcome">succeeded, failed, cancelled, lost or released; null while it runs.</param>
internal sealed record AttemptView(
    long Id, int Number, string Worker, string? Outcome, string? Error, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);
