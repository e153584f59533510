using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Jobs;

internal static class Problems
{
    /// <summary>The team has no such job.</summary>
    public static readonly ProblemKind JobNotFound = new("job-not-found", StatusCodes.Status404NotFound);

    /// <summary>The job has ended or was cancelled before.</summary>
    public static readonly ProblemKind JobFinished = new("job-finished", StatusCodes.Status409Conflict);

    /// <summary>The job would have more items than one job may have.</summary>
    public static readonly ProblemKind JobTooLarge = new("job-too-large", StatusCodes.Status400BadRequest);

    /// <summary>The team's workers had no such attempt, or it is long over.</summary>
    public static readonly ProblemKind AttemptNotFound = new("attempt-not-found", StatusCodes.Status404NotFound);

    /// <summary>The attempt has ended, for one that gave no sign of life in time too: its end is not accepted any more.</summary>
    public static readonly ProblemKind LeaseLost = new("lease-lost", StatusCodes.Status409Conflict);

    /// <summary>The output is not what this step makes; the attempt failed.</summary>
    public static readonly ProblemKind OutputRefused = new("output-refused", StatusCodes.Status422UnprocessableEntity);

    /// <summary>The output is longer than <c>Jobs:MaxOutputLength</c>; the item failed.</summary>
    public static readonly ProblemKind OutputTooLarge = new("output-too-large", StatusCodes.Status413PayloadTooLarge);

    /// <summary>Items of this step are not given to external workers.</summary>
    public static readonly ProblemKind StepNotLeasable = new("step-not-leasable", StatusCodes.Status400BadRequest);

    /// <summary>A filter of the list has a value that does not exist.</summary>
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);
}
