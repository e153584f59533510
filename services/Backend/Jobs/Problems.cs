using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Jobs;

internal static class Problems
{
    /// <summary>The team has no such job.</summary>
    public static readonly ProblemKind JobNotFound = new("job-not-found", StatusCodes.Status404NotFound);

    /// <summary>The job has ended or was cancelled before.</summary>
    public static readonly ProblemKind JobFinished = new("job-finished", StatusCodes.Status409Conflict);

    /// <summary>What was asked does not go with the state that the job is in.</summary>
    public static readonly ProblemKind WrongJobState = new("wrong-job-state", StatusCodes.Status409Conflict);

    /// <summary>Nothing of what was chosen has failed, or the job was cancelled.</summary>
    public static readonly ProblemKind NothingToRetry = new("nothing-to-retry", StatusCodes.Status409Conflict);

    /// <summary>The job has no such item.</summary>
    public static readonly ProblemKind ItemNotFound = new("item-not-found", StatusCodes.Status404NotFound);

    /// <summary>The job would have more items than one job may have.</summary>
    public static readonly ProblemKind JobTooLarge = new("job-too-large", StatusCodes.Status400BadRequest);

    /// <summary>The team's workers had no such attempt, or it is long over.</summary>
    public static readonly ProblemKind AttemptNotFound = new("attempt-not-found", StatusCodes.Status404NotFound);

    /// <summary>The attempt has ended, for one that gave no sign of life in time too: its end is not accepted any more.</summary>
    public static readonly ProblemKind LeaseLost = new("lease-lost", StatusCodes.Status409Conflict);

    /// <summary>The output is not what this step makes; the attempt failed.</summary>
    public static readonly ProblemKind OutputRefused = new("output-refused", StatusCodes.Status422UnprocessableEntity);

    /// <summary>The output is longer than <c>Jobs:MaxOutputLength</c>.</summary>
    public static readonly ProblemKind OutputTooLarge = new("output-too-large", StatusCodes.Status413PayloadTooLarge);

    /// <summary>Items of this step are not given to external workers.</summary>
    public static readonly ProblemKind StepNotLeasable = new("step-not-leasable", StatusCodes.Status400BadRequest);

    /// <summary>There is no such usage limit, or it is not the caller's to see.</summary>
    public static readonly ProblemKind LimitNotFound = new("limit-not-found", StatusCodes.Status404NotFound);

    /// <summary>The key of a usage limit has none of the shapes that such keys have.</summary>
    public static readonly ProblemKind InvalidLimitKey = new("invalid-limit-key", StatusCodes.Status400BadRequest);

    /// <summary>An administrator set this usage limit, so a manager cannot change it.</summary>
    public static readonly ProblemKind LimitOfAdministrator = new("limit-of-administrator", StatusCodes.Status403Forbidden);

    /// <summary>A filter of the list has a value that does not exist.</summary>
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);

    /// <summary>The job waits for more jobs than one job may wait for.</summary>
    public static readonly ProblemKind TooManyDependencies = new("too-many-dependencies", StatusCodes.Status400BadRequest);

    /// <summary>A job is to wait for one that the team does not have.</summary>
    public static readonly ProblemKind UnknownDependency = new("unknown-dependency", StatusCodes.Status409Conflict);

    /// <summary>A job is to wait for one that has failed or was cancelled.</summary>
    public static readonly ProblemKind BrokenDependency = new("broken-dependency", StatusCodes.Status409Conflict);

    /// <summary>Jobs would wait for each other in a circle.</summary>
    public static readonly ProblemKind DependencyCycle = new("dependency-cycle", StatusCodes.Status409Conflict);

    /// <summary>The team has no such queue.</summary>
    public static readonly ProblemKind QueueNotFound = new("queue-not-found", StatusCodes.Status404NotFound);

    /// <summary>The queue takes no new jobs.</summary>
    public static readonly ProblemKind QueueStopped = new("queue-stopped", StatusCodes.Status409Conflict);

    /// <summary>The team has a queue of this title, or it is the name of a shared one.</summary>
    public static readonly ProblemKind QueueExists = new("queue-exists", StatusCodes.Status409Conflict);

    /// <summary>The queue has unfinished jobs.</summary>
    public static readonly ProblemKind QueueInUse = new("queue-in-use", StatusCodes.Status409Conflict);

    /// <summary>The queue is shared by all teams: administrators change it, and nobody deletes it.</summary>
    public static readonly ProblemKind QueueShared = new("queue-shared", StatusCodes.Status403Forbidden);

    /// <summary>The team has as many queues as it may have.</summary>
    public static readonly ProblemKind TooManyQueues = new("too-many-queues", StatusCodes.Status409Conflict);
}
