using Suite.ServiceDefaults;

namespace Suite.Dashboard;

internal static class Problems
{
    public static readonly ProblemKind ResourceNotFound = new("resource-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind VariableNotFound = new("variable-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind CommandFailed = new("command-failed", StatusCodes.Status409Conflict);
    public static readonly ProblemKind EngineUnavailable = new("engine-unavailable", StatusCodes.Status503ServiceUnavailable);
    public static readonly ProblemKind BadOrigin = new("bad-origin", StatusCodes.Status403Forbidden);
}
