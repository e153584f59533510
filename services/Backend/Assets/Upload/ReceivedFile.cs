using Suite.Assets.Blobs;
using Suite.ServiceDefaults;

namespace Suite.Assets.Upload;

/// <summary>One file of an upload: on disk and understood, or refused.</summary>
internal sealed record ReceivedFile(string FileName, AcceptedFile? Accepted, RefusedFile? Refused) : IDisposable
{
    public static ReceivedFile Refuse(string fileName, ProblemKind kind, string detail) =>
        new(fileName, null, new RefusedFile(kind.Code, detail));

    /// <summary>As an asset of <paramref name="kind"/>, when it is an image; anything else is refused.</summary>
    public ReceivedFile AsImage(AssetKind kind)
    {
        if (Accepted is null)
            return this;
        if (Accepted.Kind == AssetKind.Image)
            return this with { Accepted = Accepted with { Kind = kind } };
        Dispose();
        return Refuse(FileName, Problems.UnsupportedType, "The file is no image.");
    }

    public void Dispose() => Accepted?.Dispose();
}

/// <summary>Why a file was refused.</summary>
internal sealed record RefusedFile(string Code, string Detail);

/// <summary>
/// A file that becomes an asset. <paramref name="Uploaded"/> is what came; <paramref name="Served"/> is what will be shown, which
/// is another file when the upload was a HEIC.
/// </summary>
internal sealed record AcceptedFile(
    AssetKind Kind, string ContentType, StagedBlob Uploaded, StagedBlob Served, int? Width, int? Height) : IDisposable
{
    public void Dispose()
    {
        Uploaded.Dispose();
        Served.Dispose();
    }
}
