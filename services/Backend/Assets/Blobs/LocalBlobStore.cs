using Microsoft.Extensions.Options;

namespace Suite.Assets.Blobs;

/// <summary>
/// Blobs as files: <c>content/ab/cd/abcd…</c>, written in <c>staging/</c> of the same file system and moved by one atomic rename,
/// so that a blob that can be opened is whole, whatever was interrupted.
/// </summary>
internal sealed class LocalBlobStore(IOptions<AssetsOptions> options) : IBlobStore
{
    private readonly string _content = Path.Combine(options.Value.BlobPath, "content");

    public string StagingPath { get; } = Path.Combine(options.Value.BlobPath, "staging");

    public StagedBlob Stage()
    {
        Directory.CreateDirectory(StagingPath);
        return new StagedBlob(Path.Combine(StagingPath, Guid.NewGuid().ToString("N")));
    }

    public Task KeepAsync(StagedBlob staged, CancellationToken cancel)
    {
        var path = PathOf(staged.Sha256);
        if (!File.Exists(path))
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                // Another request may have been faster; its bytes are the same.
                File.Move(staged.Path, path, overwrite: true);
            }
            catch (IOException failure) when (StagedBlob.IsDiskFull(failure))
            {
                throw StagedBlob.StorageFull();
            }
        }

        return Task.CompletedTask;
    }

    public Stream? Open(string sha256)
    {
        var path = PathOf(sha256);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true)
            : null;
    }

    public Task<BlobFile?> OpenFileAsync(string sha256, CancellationToken cancel)
    {
        var path = PathOf(sha256);
        return Task.FromResult(File.Exists(path) ? new BlobFile(path) : null);
    }

    private string PathOf(string sha256) => Path.Combine(_content, sha256[..2], sha256[2..4], sha256);
}
