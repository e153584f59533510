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
[JsonDerivedType(typeof(QueueReordered), "QUEUE_REORDERED")]
[JsonDerivedType(typeof(Subscribed), "SUBSCRIBED")]
[JsonDerivedType(typeof(SocketError), "ERROR")]
[JsonDerivedType(typeof(Pong), "PONG")]
internal abstract record BatchMessage
{
    /// <summary>The jobs that it is about; null: it concerns everybody.</summary>
    public virtual IReadOnlyList<Guid>? About() => null;
}

internal sealed record Connected(Guid ClientId, string Message) : BatchMessage;

internal sealed record JobCreated(Guid JobId, int Position) : BatchMessage
{
    public override IReadOnlyList<Guid>? About() => [JobId];
}

internal sealed record JobStarted(Guid JobId, DateTimeOffset? StartedAt) : BatchMessage
{
    public override IReadOnlyList<Guid>? About() => [JobId];
}

internal sealed record JobProgress(
    Guid JobId,
    int Progress,
    int ProcessedImages,
    int FailedImages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CurrentItem? CurrentItem,
    DateTimeOffset Timestamp) : BatchMessage
{
    public override IReadOnlyList<Guid>? About() => [JobId];
}

internal sealed record CurrentItem(string ImagePath, string Perspective);

internal sealed record JobItemCompleted(
    Guid JobId,
    long ItemId,
    string ImagePath,
    string Perspective,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
    DateTimeOffset? CompletedAt) : BatchMessage
{
    public override IReadOnlyList<Guid>? About() => [JobId];
}

internal sealed record JobCompleted(Guid JobId, string Status, DateTimeOffset? CompletedAt, int TotalProcessed, int TotalFailed)
    : BatchMessage
{
    public override IReadOnlyList<Guid>? About() => [JobId];
}

internal sealed record JobCancelled(Guid JobId, DateTimeOffset CancelledAt) : BatchMessage
{
    public override IReadOnlyList<Guid>? About() => [JobId];
}

/// <param name="JobIds">In their new order, the most urgent first.</param>
internal sealed record QueueReordered(IReadOnlyList<Guid> JobIds) : BatchMessage
{
    public override IReadOnlyList<Guid>? About() => JobIds;
}

/// <summary>Says that a SUBSCRIBE was understood. Not among graphcap's messages: it has no answer to that.</summary>
/// <param name="JobIds">The jobs that this client hears of from now on; null: all of its team.</param>
internal sealed record Subscribed(IReadOnlyList<Guid>? JobIds) : BatchMessage;

internal sealed record SocketError(string Error) : BatchMessage;

/// <param name="Timestamp">Milliseconds since 1970.</param>
internal sealed record Pong(long Timestamp) : BatchMessage;
