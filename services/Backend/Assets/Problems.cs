using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Assets;

internal static class Problems
{
    public static readonly ProblemKind AssetNotFound = new("asset-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind AssetProcessing = new("asset-processing", StatusCodes.Status409Conflict);
    public static readonly ProblemKind AssetQuarantined = new("asset-quarantined", StatusCodes.Status403Forbidden);
    public static readonly ProblemKind AssetDuplicate = new("asset-duplicate", StatusCodes.Status409Conflict);
    public static readonly ProblemKind VariantNotFound = new("variant-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind CollectionNotFound = new("collection-not-found", StatusCodes.Status404NotFound);
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);

    public static readonly ProblemKind NotMultipart = new("not-multipart", StatusCodes.Status415UnsupportedMediaType);
    public static readonly ProblemKind MalformedUpload = new("malformed-upload", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind NoFiles = new("no-files", StatusCodes.Status400BadRequest);
    public static readonly ProblemKind TooManyFiles = new("too-many-files", StatusCodes.Status413PayloadTooLarge);
    public static readonly ProblemKind StorageFull = new("storage-full", StatusCodes.Status507InsufficientStorage);

    // Of one file within an upload: the others are not affected, so these travel inside a 200.
    public static readonly ProblemKind EmptyFile = new("empty-file", StatusCodes.Status422UnprocessableEntity);
    public static readonly ProblemKind FileTooLarge = new("file-too-large", StatusCodes.Status413PayloadTooLarge);
    public static readonly ProblemKind UnsupportedType = new("unsupported-type", StatusCodes.Status415UnsupportedMediaType);
    public static readonly ProblemKind UnreadableImage = new("unreadable-image", StatusCodes.Status422UnprocessableEntity);
    public static readonly ProblemKind TooManyPixels = new("too-many-pixels", StatusCodes.Status422UnprocessableEntity);
}
