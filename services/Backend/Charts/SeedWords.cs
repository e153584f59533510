using Suite.Jobs;

namespace Suite.Charts;

/// <summary>All of the seed's words, and what the job engine calls the same.</summary>
internal static class SeedWords
{
    public static readonly Vocabulary<QueueMode> Modes = new(
        (QueueMode.Automatic, "automatic"),
        (QueueMode.Manual, "manual"));

    public static readonly Vocabulary<QueueState> QueueStates = new(
        (QueueState.Active, "active"),
        (QueueState.Paused, "paused"),
        (QueueState.Stopped, "stopped"));

    public static readonly Vocabulary<QueuePolicy> Policies = new(
        (QueuePolicy.Fifo, "fifo"),
        (QueuePolicy.Priority, "priority"),
        (QueuePolicy.Custom, "custom"));

    public static readonly Vocabulary<SeedPriority> Priorities = new(
        (SeedPriority.Urgent, "urgent"),
        (SeedPriority.High, "high"),
        (SeedPriority.Normal, "normal"),
        (SeedPriority.Low, "low"));

    public static readonly Vocabulary<SeedStatus> Statuses = new(
        (SeedStatus.Pending, "pending"),
        (SeedStatus.Queued, "queued"),
        (SeedStatus.Processing, "processing"),
        (SeedStatus.Completed, "completed"),
        (SeedStatus.Failed, "failed"));

    public const string CancelledByUser = "Cancelled by user";

    /// <summary>The band that a number falls into; reordering by hand gives numbers between those that have a name.</summary>
    public static SeedPriority PriorityOf(int number) => number switch
    {
        < JobPriority.High => SeedPriority.Urgent,
        < JobPriority.Normal => SeedPriority.High,
        < JobPriority.Low => SeedPriority.Normal,
        _ => SeedPriority.Low,
    };

    /// <summary>
    /// Pending waits for a person, to release it or to go on; queued waits for its turn, or for the image's intake. The seed knows no
    /// cancelled jobs: they have failed.
    /// </summary>
    public static SeedStatus StatusOf(JobState state, bool released) => state switch
    {
        JobState.Pending => released ? SeedStatus.Queued : SeedStatus.Pending,
        JobState.Paused => SeedStatus.Pending,
        JobState.Running => SeedStatus.Processing,
        JobState.Succeeded or JobState.Partial => SeedStatus.Completed,
        JobState.Failed or JobState.Cancelled => SeedStatus.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

internal enum SeedStatus
{
    Pending,
    Queued,
    Processing,
    Completed,
    Failed,
}

/// <summary>With the engine's numbers.</summary>
internal enum SeedPriority
{
    Urgent = JobPriority.Urgent,
    High = JobPriority.High,
    Normal = JobPriority.Normal,
    Low = JobPriority.Low,
}
