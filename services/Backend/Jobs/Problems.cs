using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Jobs;

internal static class Problems
{
    public static readonly ProblemKind JobNotFound = new("job-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind JobFinished = new("job-finished", StatusCodes.Status409Conflict);
    public static readonly ProblemKind JobTooLarge = new("job-too-large", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);
}
