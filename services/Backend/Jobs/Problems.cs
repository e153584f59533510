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

    /// <summary>A filter of the list has a value that does not exist.</summary>
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);
}
