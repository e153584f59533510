using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Captioning;

internal static class Problems
{
    /// <summary>There is no perspective of this name.</summary>
    public static readonly ProblemKind PerspectiveNotFound = new("perspective-not-found", StatusCodes.Status404NotFound);

    /// <summary>The request names a perspective that does not exist.</summary>
    public static readonly ProblemKind UnknownPerspective = new("unknown-perspective", StatusCodes.Status400BadRequest);

    /// <summary>The body is no perspective, or one that cannot work.</summary>
    public static readonly ProblemKind InvalidPerspective = new("invalid-perspective", StatusCodes.Status400BadRequest);

    /// <summary>There is a perspective of this name already.</summary>
    public static readonly ProblemKind PerspectiveExists = new("perspective-exists", StatusCodes.Status409Conflict);

    /// <summary>The perspective has a newer version than the one that was edited.</summary>
    public static readonly ProblemKind PerspectiveChanged = new("perspective-changed", StatusCodes.Status409Conflict);

    /// <summary>The perspective is not at the version that If-Match names.</summary>
    public static readonly ProblemKind PerspectiveNotAsExpected = new("perspective-not-as-expected", StatusCodes.Status412PreconditionFailed);

    /// <summary>The perspective's module is switched off in the team.</summary>
    public static readonly ProblemKind PerspectiveDisabled = new("perspective-disabled", StatusCodes.Status400BadRequest);

    /// <summary>There is no module of this name.</summary>
    public static readonly ProblemKind ModuleNotFound = new("module-not-found", StatusCodes.Status404NotFound);

    /// <summary>The request names an image that does not exist.</summary>
    public static readonly ProblemKind ImageNotFound = new("image-not-found", StatusCodes.Status400BadRequest);

    /// <summary>The request names a folder that does not exist.</summary>
    public static readonly ProblemKind FolderNotFound = new("folder-not-found", StatusCodes.Status400BadRequest);

    /// <summary>The folder holds nothing to import.</summary>
    public static readonly ProblemKind FolderEmpty = new("folder-empty", StatusCodes.Status400BadRequest);

    /// <summary>The folder holds more than one import may take.</summary>
    public static readonly ProblemKind FolderTooLarge = new("folder-too-large", StatusCodes.Status400BadRequest);

    /// <summary>The team has no such dataset.</summary>
    public static readonly ProblemKind DatasetNotFound = new("dataset-not-found", StatusCodes.Status404NotFound);

    /// <summary>The team has a dataset of this name already.</summary>
    public static readonly ProblemKind DatasetExists = new("dataset-exists", StatusCodes.Status409Conflict);

    /// <summary>The team has no such import into this dataset.</summary>
    public static readonly ProblemKind ImportNotFound = new("import-not-found", StatusCodes.Status404NotFound);

    /// <summary>The path leads out of the workspace folder.</summary>
    public static readonly ProblemKind ImageOutsideWorkspace = new("image-outside-workspace", StatusCodes.Status400BadRequest);

    /// <summary>The batch would make more captions than one batch may.</summary>
    public static readonly ProblemKind BatchTooLarge = new("batch-too-large", StatusCodes.Status400BadRequest);

    /// <summary>Every image already has the captions that were asked for.</summary>
    public static readonly ProblemKind NothingMissing = new("nothing-missing", StatusCodes.Status400BadRequest);

    /// <summary>A filter of the list has a value that does not exist.</summary>
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);

    /// <summary>The team has no such batch.</summary>
    public static readonly ProblemKind BatchNotFound = new("batch-not-found", StatusCodes.Status404NotFound);

    /// <summary>The batch has ended or was cancelled before.</summary>
    public static readonly ProblemKind BatchFinished = new("batch-finished", StatusCodes.Status400BadRequest);

    /// <summary>The batch has not ended, so it cannot be archived.</summary>
    public static readonly ProblemKind BatchUnfinished = new("batch-unfinished", StatusCodes.Status400BadRequest);

    /// <summary>No item of the choice has failed.</summary>
    public static readonly ProblemKind NothingFailed = new("nothing-failed", StatusCodes.Status400BadRequest);

    /// <summary>The team has no such item of a batch.</summary>
    public static readonly ProblemKind ItemNotFound = new("batch-item-not-found", StatusCodes.Status404NotFound);

    /// <summary>The item has ended, somebody is at work on it, or the state is not for clients to give.</summary>
    public static readonly ProblemKind IllegalTransition = new("illegal-transition", StatusCodes.Status409Conflict);

    /// <summary>The image cannot be read, or no model made a caption of it: the detail says which.</summary>
    public static readonly ProblemKind CaptionFailed = new("caption-failed", StatusCodes.Status422UnprocessableEntity);

    /// <summary>The models cannot be asked now; try again.</summary>
    public static readonly ProblemKind ModelsUnavailable = new("models-unavailable", StatusCodes.Status502BadGateway);

    /// <summary>The result has not the fields of its perspective.</summary>
    public static readonly ProblemKind ResultDoesNotFit = new("result-does-not-fit", StatusCodes.Status400BadRequest);

    /// <summary>The address is for WebSockets only.</summary>
    public static readonly ProblemKind SocketExpected = new("socket-expected", StatusCodes.Status426UpgradeRequired);
}
