using Microsoft.AspNetCore.Http;
using Suite.ServiceDefaults;

namespace Suite.Assets;

internal static class Problems
{
    /// <summary>The team has no such asset.</summary>
    public static readonly ProblemKind AssetNotFound = new("asset-not-found", StatusCodes.Status404NotFound);

    /// <summary>Moderation has not let the asset pass yet.</summary>
    public static readonly ProblemKind AssetProcessing = new("asset-processing", StatusCodes.Status409Conflict);

    /// <summary>Moderation holds the asset back; managers may see it.</summary>
    public static readonly ProblemKind AssetQuarantined = new("asset-quarantined", StatusCodes.Status403Forbidden);

    /// <summary>The same file was uploaded again after this asset was deleted.</summary>
    public static readonly ProblemKind AssetDuplicate = new("asset-duplicate", StatusCodes.Status409Conflict);

    /// <summary>The asset has no variant of this name.</summary>
    public static readonly ProblemKind VariantNotFound = new("variant-not-found", StatusCodes.Status404NotFound);

    /// <summary>The team has no such collection, or it does not hold the asset.</summary>
    public static readonly ProblemKind CollectionNotFound = new("collection-not-found", StatusCodes.Status404NotFound);

    /// <summary>A filter of the list has a value that does not exist.</summary>
    public static readonly ProblemKind InvalidFilter = new("invalid-filter", StatusCodes.Status400BadRequest);

    /// <summary>The body is not <c>multipart/form-data</c>.</summary>
    public static readonly ProblemKind NotMultipart = new("not-multipart", StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The multipart body or one of its fields cannot be read.</summary>
    public static readonly ProblemKind MalformedUpload = new("malformed-upload", StatusCodes.Status400BadRequest);

    /// <summary>The upload has no part <c>files</c> with a file name.</summary>
    public static readonly ProblemKind NoFiles = new("no-files", StatusCodes.Status400BadRequest);

    /// <summary>The upload has more files than one upload may have.</summary>
    public static readonly ProblemKind TooManyFiles = new("too-many-files", StatusCodes.Status413PayloadTooLarge);

    /// <summary>The disk is full; nothing of the upload was kept.</summary>
    public static readonly ProblemKind StorageFull = new("storage-full", StatusCodes.Status507InsufficientStorage);

    // Of one file within an upload: the others are not affected, so these travel inside a 200.
    /// <summary>The file has no bytes.</summary>
    public static readonly ProblemKind EmptyFile = new("empty-file", StatusCodes.Status422UnprocessableEntity);

    /// <summary>The file has more bytes than a file of its kind may have.</summary>
    public static readonly ProblemKind FileTooLarge = new("file-too-large", StatusCodes.Status413PayloadTooLarge);

    /// <summary>The file is none of the kinds that are taken, by its content.</summary>
    public static readonly ProblemKind UnsupportedType = new("unsupported-type", StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The file says that it is an image, and cannot be decoded.</summary>
    public static readonly ProblemKind UnreadableImage = new("unreadable-image", StatusCodes.Status422UnprocessableEntity);

    /// <summary>The image has more pixels than the limit.</summary>
    public static readonly ProblemKind TooManyPixels = new("too-many-pixels", StatusCodes.Status422UnprocessableEntity);
}
