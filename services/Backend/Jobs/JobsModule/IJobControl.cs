using System.Text.Json;

namespace Suite.Jobs;

/// <summary>
/// What people do to jobs that exist. Every call is for one team; another team's job is not found. A change and its events are one
/// transaction.
/// </summary>
public interface IJobControl
{
    /// <summary>Cancels: waiting items at once, running ones at their next checkpoint. Refused when it has ended.</summary>
    Task<ChangeOutcome> CancelAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>Gives out no further items; running ones end. Refused when it has ended.</summary>
    Task<ChangeOutcome> PauseAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>Goes on after <see cref="PauseAsync"/>. Refused when it is not paused.</summary>
    Task<ChangeOutcome> ResumeAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>Lets a job of a manual queue run. Refused when it is released already or has ended.</summary>
    Task<ChangeOutcome> ReleaseAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>Changes the priority of what has not begun yet (0 to 1,000,000). Refused when the job has ended.</summary>
    Task<ChangeOutcome> SetPriorityAsync(Guid teamId, Guid jobId, int priority, CancellationToken cancel);

    /// <summary>
    /// Puts the waiting jobs of <paramref name="jobIds"/> into this order, before or after no other job than they were, and gives
    /// them the priorities 0, 10, 20 and so on. Jobs that have ended or are not the team's are left out.
    /// </summary>
    /// <returns>How many were changed.</returns>
    Task<int> ReorderAsync(Guid teamId, IReadOnlyList<Guid> jobIds, CancellationToken cancel);

    /// <summary>Runs failed items again, and what was cancelled behind them; null: all of them. Their attempts count anew.</summary>
    Task<RetryResult> RetryAsync(Guid teamId, Guid jobId, IReadOnlyCollection<long>? itemIds, CancellationToken cancel);

    /// <summary>Takes a finished job out of the lists; refused while it is unfinished. Archiving twice changes nothing.</summary>
    Task<ChangeOutcome> ArchiveAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>Puts an archived job back; it is not archived by age again. One that is not archived stays as it is.</summary>
    Task<ChangeOutcome> RestoreAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>
    /// Ends an item by hand, as graphcap's clients do: takes its lease and ends it in one transaction. Refused when a worker holds it
    /// or it has ended.
    /// </summary>
    /// <param name="state">Succeeded, failed or cancelled.</param>
    Task<ChangeOutcome> EndItemAsync(
        Guid teamId, long itemId, ItemState state, JsonElement? result, string? error, CancellationToken cancel);

    /// <summary>Why is this job not running, or not faster? Null: the team has no such job.</summary>
    Task<JobExplanation?> ExplainAsync(Guid teamId, Guid jobId, CancellationToken cancel);

    /// <summary>The jobs that a job waits or waited for, and those that wait or waited for it.</summary>
    Task<(IReadOnlyList<Guid> DependsOn, IReadOnlyList<Guid> Dependents)> DependenciesAsync(
        Guid teamId, Guid jobId, CancellationToken cancel);
}

/// <summary>What became of a wish. <see cref="Refused"/>: it does not go with the state that the job is in.</summary>
public enum ChangeOutcome
{
    Done,
    Refused,
    NotFound,
}

/// <summary>What a retry did. <paramref name="Outcome"/> is refused when nothing of the choice has failed.</summary>
public sealed record RetryResult(ChangeOutcome Outcome, int Items, JobState State);

/// <summary>Everything that stands between a job and its running.</summary>
/// <param name="Reasons">None when it runs, is next, or has ended.</param>
/// <param name="JobsAhead">Jobs of the queue that run or have their turn before it.</param>
/// <param name="EstimatedStart">Learnt from what finished before; null when nothing is known.</param>
/// <param name="EstimatedDuration">Of all that is still to do, at the queue's present limits.</param>
/// <param name="NextRetryAt">When the first of its items that back off is tried again.</param>
public sealed record JobExplanation(
    Guid JobId,
    JobState State,
    IReadOnlyList<WaitReason> Reasons,
    int JobsAhead,
    DateTimeOffset? EstimatedStart,
    TimeSpan? EstimatedDuration,
    DateTimeOffset? NextRetryAt);

/// <summary>One reason to wait.</summary>
/// <param name="Code">
/// <c>queue-paused</c>, <c>queue-stopped</c>, <c>job-paused</c>, <c>not-released</c>, <c>scheduled</c>, <c>waits-for-job</c>,
/// <c>queue-limit</c>, <c>job-limit</c>, <c>usage-limit</c>, <c>jobs-ahead</c>, <c>backing-off</c>, <c>no-worker</c>.
/// </param>
/// <param name="Detail">A sentence for people.</param>
/// <param name="JobId">The job that it waits for, if that is the team's.</param>
/// <param name="LimitKey">The usage limit that is reached.</param>
/// <param name="Until">When it ends by itself, if that is known.</param>
public sealed record WaitReason(
    string Code, string Detail, Guid? JobId = null, string? LimitKey = null, DateTimeOffset? Until = null);
