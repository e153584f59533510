using System.Security.Cryptography;
using Suite.ServiceDefaults;

namespace Suite.Assets.Blobs;

/// <summary>A scratch file, hashed while or after it is written.</summary>
internal sealed class StagedBlob(string path) : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    public string Path { get; } = path;

    /// <summary>Lower case hexadecimal; known once the file is written.</summary>
    public string Sha256 { get; private set; } = "";

    public long SizeBytes { get; private set; }

    /// <summary>
    /// Writes <paramref name="head"/>, which is not empty, and the rest of <paramref name="source"/>, and flushes it to the disk. False, with an
    /// unfinished file, as soon as there are more than <paramref name="maxBytes"/>.
    /// </summary>
    /// <exception cref="ProblemException"><c>storage-full</c>.</exception>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> head, Stream source, long maxBytes, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        head.CopyTo(buffer);
        var read = head.Length;
        try
        {
            await using var file = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            for (; read > 0; read = await source.ReadAsync(buffer, cancel))
            {
                SizeBytes += read;
                if (SizeBytes > maxBytes)
                    return false;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }

            file.Flush(flushToDisk: true);
        }
        catch (IOException failure) when (IsDiskFull(failure))
        {
            throw StorageFull();
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return true;
    }

    /// <summary>Hashes and flushes what something else wrote to <see cref="Path"/>.</summary>
    public async Task SealAsync(CancellationToken cancel)
    {
        await using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0, useAsync: true);
        SizeBytes = file.Length;
        Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
        file.Flush(flushToDisk: true);
    }

    public void Dispose() => File.Delete(Path);

    // ENOSPC and EDQUOT, and Windows' ERROR_DISK_FULL.
    public static bool IsDiskFull(IOException failure) => (failure.HResult & 0xFFFF) is 28 or 122 or 112;

    public static ProblemException StorageFull() =>
        Problems.StorageFull.ToException("The storage is full: nothing of this upload was kept.");
}
