using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

internal static class Problems
{
    /// <summary>There is no perspective of this name.</summary>
    public static readonly ProblemKind PerspectiveNotFound = new("perspective-not-found", StatusCodes.Status404NotFound);

    /// <summary>The request names a perspective that does not exist.</summary>
    public static readonly ProblemKind UnknownPerspective = new("unknown-perspective", StatusCodes.Status400BadRequest);

    /// <summary>The request names an image that does not exist.</summary>
    public static readonly ProblemKind ImageNotFound = new("image-not-found", StatusCodes.Status400BadRequest);

    /// <summary>The path leads out of the workspace folder.</summary>
    public static readonly ProblemKind ImageOutsideWorkspace = new("image-outside-workspace", StatusCodes.Status400BadRequest);

    /// <summary>Every image already has the captions that were asked for.</summary>
    public static readonly ProblemKind NothingMissing = new("nothing-missing", StatusCodes.Status400BadRequest);

    /// <summary>The request asks to wait for other jobs, which is not offered.</summary>
    public static readonly ProblemKind InvalidDependencies = new("invalid-dependencies", StatusCodes.Status409Conflict);

    /// <summary>A filter of the list has a value that does not exist.</summary>
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);

    /// <summary>The team has no such batch.</summary>
    public static readonly ProblemKind BatchNotFound = new("batch-not-found", StatusCodes.Status404NotFound);

    /// <summary>The batch has ended or was cancelled before.</summary>
    public static readonly ProblemKind BatchFinished = new("batch-finished", StatusCodes.Status400BadRequest);

    /// <summary>The address is for WebSockets only.</summary>
    public static readonly ProblemKind SocketExpected = new("socket-expected", StatusCodes.Status426UpgradeRequired);
}
