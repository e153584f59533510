using Microsoft.AspNetCore.Http;
using Suite.Access;
using Suite.Platform;

namespace Suite.Assets;

/// <summary>Other modules' door to uploads, for routes of their own that take files.</summary>
public interface IAssetUploads
{
    /// <summary>
    /// Takes a multipart upload as <c>POST /api/assets</c> does, with the same limits and problems, but images only, as assets of
    /// <paramref name="kind"/>. <paramref name="register"/> runs in the transaction that registers them.
    /// </summary>
    Task<IReadOnlyList<UploadedFile>> ImagesAsync(
        HttpRequest request,
        Caller caller,
        AssetKind kind,
        Func<ISql, IReadOnlyList<UploadedFile>, CancellationToken, Task> register,
        CancellationToken cancel);

    /// <summary>
    /// Takes a file of this machine, with the limits of an upload: images only. Its bytes are kept; an asset it becomes by
    /// <see cref="ReceivedImage.RegisterAsync"/>.
    /// </summary>
    Task<ReceivedImage> ReceiveAsync(string fileName, Stream content, CancellationToken cancel);
}

/// <summary>One file of an upload, in the order in which it came: an asset, or a problem of its own.</summary>
/// <param name="Created">False: the team had the same bytes before, and it is that asset.</param>
/// <param name="IntakeJobId">The job that the asset goes, or last went, through.</param>
public sealed record UploadedFile(string FileName, Asset? Asset, bool Created, Guid? IntakeJobId, UploadProblem? Problem);

/// <summary>Why a file of an upload was refused; <paramref name="Code"/> is a problem's.</summary>
public sealed record UploadProblem(string Code, string Detail);

/// <summary>A file that has been read and understood, or refused.</summary>
/// <param name="Problem">Why it was refused; then it cannot be registered.</param>
/// <param name="RegisterAsync">
/// Makes it an asset of the caller's team in a collection, inside a transaction, and sends it through its intake. Null: there is no
/// such collection.
/// </param>
public sealed record ReceivedImage(
    UploadProblem? Problem, Func<ISql, Caller, Guid, CancellationToken, Task<RegisteredImage?>>? RegisterAsync);

/// <summary>The asset that a file became. <paramref name="Created"/> is false when the team had the same bytes before.</summary>
public sealed record RegisteredImage(Guid AssetId, bool Created);
