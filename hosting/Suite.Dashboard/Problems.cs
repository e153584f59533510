using Suite.ServiceDefaults;

namespace Suite.Dashboard;

internal static class Problems
{
    /// <summary>There is no resource of this name.</summary>
    public static readonly ProblemKind ResourceNotFound = new("resource-not-found", StatusCodes.Status404NotFound);

    /// <summary>The resource has no such environment variable.</summary>
    public static readonly ProblemKind VariableNotFound = new("variable-not-found", StatusCodes.Status404NotFound);

    /// <summary>The engine could not carry out the command.</summary>
    public static readonly ProblemKind CommandFailed = new("command-failed", StatusCodes.Status409Conflict);

    /// <summary>The engine that runs the resources does not answer.</summary>
    public static readonly ProblemKind EngineUnavailable = new("engine-unavailable", StatusCodes.Status503ServiceUnavailable);

    /// <summary>A page of another origin wanted to write.</summary>
    public static readonly ProblemKind BadOrigin = new("bad-origin", StatusCodes.Status403Forbidden);
}
