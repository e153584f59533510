using Suite.Assets.Blobs;
using Suite.ServiceDefaults;

namespace Suite.Assets.Upload;

/// <summary>One file of an upload: on disk and understood, or refused.</summary>
internal sealed record ReceivedFile(string FileName, AcceptedFile? Accepted, RefusedFile? Refused) : IDisposable
{
    public static ReceivedFile Refuse(string fileName, ProblemKind kind, string detail) =>
        new(fileName, null, new RefusedFile(kind.Code, detail));

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
