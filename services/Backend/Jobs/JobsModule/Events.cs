namespace Suite.Jobs;

/// <summary>Event: a job began, ended, or one of its items did. States are words of <see cref="JobState"/> in lower case.</summary>
public sealed record JobChanged(
    Guid JobId,
    string Queue,
    string Kind,
    string State,
    int Priority,
    int TotalItems,
    int SucceededItems,
    int FailedItems,
    int CancelledItems,
    int Progress,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    public const string Topic = "jobs.job-changed";
}

/// <summary>Event: items of one team changed their state or their progress, in this order.</summary>
/// <param name="Items">At most 500; the later of two about the same item is the newer.</param>
public sealed record ItemsChanged(IReadOnlyList<ItemChanged> Items)
{
    public const string Topic = "jobs.items-changed";
}

/// <summary>An item as it is now. States are words of <see cref="ItemState"/> in lower case; progress is 0 to 100.</summary>
public sealed record ItemChanged(
    Guid JobId,
    long ItemId,
    string Kind,
    string Step,
    Guid? AssetId,
    string State,
    int Progress,
    int Attempts,
    string? Error);

/// <summary>Event: a queue of the team was made, changed or deleted.</summary>
/// <param name="Change">created, updated or deleted.</param>
public sealed record QueueChanged(Guid QueueId, string Name, string Title, QueueState State, int MaxRunningItems, string Change)
{
    public const string Topic = "jobs.queue-changed";
}

/// <summary>Event: jobs were put into this order, the first one soonest.</summary>
public sealed record JobsReordered(IReadOnlyList<Guid> JobIds)
{
    public const string Topic = "jobs.jobs-reordered";
}
