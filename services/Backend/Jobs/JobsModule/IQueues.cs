using System.Text.Json;

namespace Suite.Jobs;

/// <summary>
/// The queues that a team sees: its own, and the shared ones that modules declare, which it cannot change here. Another team's queue
/// is not found.
/// </summary>
public interface IQueues
{
    Task<IReadOnlyList<QueueView>> ListAsync(Guid teamId, CancellationToken cancel);

    Task<QueueView?> FindAsync(Guid teamId, Guid queueId, CancellationToken cancel);

    /// <summary>Founds a queue of the team. Null: the team has one of this title, or it is the name of a shared one.</summary>
    Task<QueueView?> CreateAsync(Guid teamId, NewQueue queue, CancellationToken cancel);

    /// <summary>Changes what is given. Refused for a shared queue, unless <paramref name="shared"/> says that the caller may.</summary>
    Task<ChangeOutcome> UpdateAsync(Guid teamId, Guid queueId, QueueChange change, bool shared, CancellationToken cancel);

    /// <summary>Deletes a queue of the team. Refused while it has unfinished jobs, and for a shared one.</summary>
    Task<ChangeOutcome> DeleteAsync(Guid teamId, Guid queueId, CancellationToken cancel);

    /// <summary>The team's jobs in a queue (null: in all), counted by state, with what they took.</summary>
    Task<IReadOnlyList<StateCount>> CountJobsAsync(Guid teamId, Guid? queueId, string? kind, CancellationToken cancel);
}

/// <summary>How a queue gives out its work: by itself, or only what a person releases.</summary>
public enum QueueMode
{
    Automatic,
    Manual,
}

/// <summary>Whether a queue gives out work. <see cref="Stopped"/> also takes no new jobs.</summary>
public enum QueueState
{
    Active,
    Paused,
    Stopped,
}

/// <summary>Whose turn it is: who came first; priority with ageing; or as people put them.</summary>
public enum QueuePolicy
{
    Fifo,
    Priority,
    Custom,
}

/// <summary>A queue to found. Limits: null, or 10,000, is any number.</summary>
public sealed record NewQueue(
    string Title,
    QueueMode Mode = QueueMode.Automatic,
    QueuePolicy Policy = QueuePolicy.Priority,
    int? MaxRunningItems = null,
    int? MaxRunningJobs = null,
    int? MaxItemsPerJob = null,
    string? Description = null,
    JsonElement? Settings = null,
    bool Lean = false);

/// <summary>A change of a queue: null leaves a property as it is. A limit of 10,000 is any number.</summary>
public sealed record QueueChange(
    string? Title = null,
    QueueMode? Mode = null,
    QueueState? State = null,
    QueuePolicy? Policy = null,
    int? MaxRunningItems = null,
    int? MaxRunningJobs = null,
    int? MaxItemsPerJob = null,
    string? Description = null,
    JsonElement? Settings = null);

/// <summary>A queue, with the counts of one team.</summary>
/// <param name="Name">Unique; jobs are enqueued by it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Shared">Declared by a module for all teams.</param>
/// <param name="WaitingItems">Of the team, ready or behind others.</param>
/// <param name="OldestWaitingAt">Since when the team's oldest waiting item could run.</param>
public sealed record QueueView(
    Guid Id,
    string Name,
    string Title,
    bool Shared,
    QueueMode Mode,
    QueueState State,
    QueuePolicy Policy,
    int MaxRunningItems,
    int? MaxRunningJobs,
    int? MaxItemsPerJob,
    bool Lean,
    string? Description,
    JsonElement? Settings,
    int WaitingItems,
    int ReadyItems,
    int RunningItems,
    int UnfinishedJobs,
    DateTimeOffset? OldestWaitingAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Jobs in one state. Means are null when there is nothing to take them of.</summary>
/// <param name="MeanProgress">0 to 100.</param>
/// <param name="MeanWait">From creation to start.</param>
/// <param name="MeanDuration">From start to end.</param>
public sealed record StateCount(
    JobState State, int Count, bool Archived, double? MeanProgress, TimeSpan? MeanWait, TimeSpan? MeanDuration);
