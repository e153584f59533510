namespace Suite.Assets.Blobs;

/// <summary>
/// Bytes by their sha-256. A file is first written as a <see cref="StagedBlob"/>, which nobody can open by content, and then kept
/// whole or not at all.
/// </summary>
internal interface IBlobStore
{
    /// <summary>A new empty scratch file of the caller's own; disposing of it removes what was not kept.</summary>
    StagedBlob Stage();

    /// <summary>Makes a sealed file durable under its hash. Keeping bytes that are there already does nothing.</summary>
    Task KeepAsync(StagedBlob staged, CancellationToken cancel);

    /// <summary>Opens a blob, seekable; null when there is none.</summary>
    Stream? Open(string sha256);

    /// <summary>
    /// A blob as a file of this machine, for libraries that read nothing else: the store's own file, or a copy that goes with the
    /// disposal. Null when there is none. Do not write to it.
    /// </summary>
    Task<BlobFile?> OpenFileAsync(string sha256, CancellationToken cancel);
}

/// <summary>Where the bytes can be read until disposal.</summary>
internal sealed class BlobFile(string path, IDisposable? copy = null) : IDisposable
{
    public string Path { get; } = path;

    public void Dispose() => copy?.Dispose();
}
