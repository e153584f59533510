using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

internal static class Problems
{
    public static readonly ProblemKind PerspectiveNotFound = new("perspective-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind UnknownPerspective = new("unknown-perspective", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind ImageNotFound = new("image-not-found", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind ImageOutsideWorkspace = new("image-outside-workspace", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind NothingMissing = new("nothing-missing", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind InvalidDependencies = new("invalid-dependencies", StatusCodes.Status409Conflict);
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind BatchNotFound = new("batch-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind BatchFinished = new("batch-finished", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind SocketExpected = new("socket-expected", StatusCodes.Status426UpgradeRequired);
}
