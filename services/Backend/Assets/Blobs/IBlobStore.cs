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
}
