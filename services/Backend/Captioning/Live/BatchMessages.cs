using System.Text.Json.Serialization;

namespace Suite.Captioning;

/// <summary>graphcap's messages to its clients: flat JSON with the type in upper case.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Connected), "CONNECTED")]
[JsonDerivedType(typeof(JobCreated), "JOB_CREATED")]
[JsonDerivedType(typeof(JobStarted), "JOB_STARTED")]
[JsonDerivedType(typeof(JobProgress), "JOB_PROGRESS")]
[JsonDerivedType(typeof(JobItemCompleted), "JOB_ITEM_COMPLETED")]
[JsonDerivedType(typeof(JobCompleted), "JOB_COMPLETED")]
[JsonDerivedType(typeof(JobCancelled), "JOB_CANCELLED")]
[JsonDerivedType(typeof(SocketError), "ERROR")]
[JsonDerivedType(typeof(Pong), "PONG")]
internal abstract record BatchMessage;

internal sealed record Connected(Guid ClientId, string Message) : BatchMessage;

internal sealed record JobCreated(Guid JobId, int Position) : BatchMessage;

internal sealed record JobStarted(Guid JobId, DateTimeOffset? StartedAt) : BatchMessage;

internal sealed record JobProgress(
    Guid JobId,
    int Progress,
    int ProcessedImages,
    int FailedImages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CurrentItem? CurrentItem,
    DateTimeOffset Timestamp) : BatchMessage;

internal sealed record CurrentItem(string ImagePath, string Perspective);

internal sealed record JobItemCompleted(
    Guid JobId,
    long ItemId,
    string ImagePath,
    string Perspective,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
    DateTimeOffset? CompletedAt) : BatchMessage;

internal sealed record JobCompleted(Guid JobId, string Status, DateTimeOffset? CompletedAt, int TotalProcessed, int TotalFailed)
    : BatchMessage;

internal sealed record JobCancelled(Guid JobId, DateTimeOffset CancelledAt) : BatchMessage;

internal sealed record SocketError(string Error) : BatchMessage;

/// <param name="Timestamp">Milliseconds since 1970.</param>
internal sealed record Pong(long Timestamp) : BatchMessage;
