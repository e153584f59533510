namespace Suite.Dashboard.Telemetry.Runs;

/// <summary>
/// A run that is being written, here or by another dashboard on the same folder. A lock on a file beside it tells; the
/// system lets go of it however the process ends.
/// </summary>
internal sealed class RunLease : IDisposable
{
    private readonly FileStream _lock;

    private RunLease(string id, string path, FileStream held) => (Id, Path, _lock) = (id, path, held);

    public string Id { get; }

    public string Path { get; }

    public static RunLease Take(string id, string path) => new(id, path, Open(path));

    public static bool IsHeld(string path)
    {
        if (!File.Exists(LockOf(path)))
            return false;
        try
        {
            using var free = Open(path);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public static string LockOf(string path) => path + ".lock";

    public void Dispose()
    {
        _lock.Dispose();
        File.Delete(LockOf(Path));
    }

    private static FileStream Open(string path) => new(LockOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
