namespace Suite.Hosting.Engine;

/// <summary>Held while a copy of the application runs on the data folder; the kernel lets go of it however the copy ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    public static DataFolderLock Take(string dataFolder)
    {
        var holder = Path.Combine(dataFolder, "apphost.pid");
        try
        {
            Directory.CreateDirectory(dataFolder);
            var file = new FileStream(Path.Combine(dataFolder, "apphost.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString());
            return new DataFolderLock(file);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new DistributedApplicationException(
                $"The account {Environment.UserName} may not write to the data folder {dataFolder}; another account's copy made it. " +
                "Run as that account, or give this copy a folder of its own: Suite__Data=/other/folder", refused);
        }
        catch (IOException held)
        {
            var process = File.Exists(holder) ? $" (process {File.ReadAllText(holder)})" : "";
            throw new DistributedApplicationException(
                $"Another copy of the application{process} runs on the data folder {dataFolder}. " +
                "Stop it, or give this one a folder of its own: Suite__Data=/other/folder", held);
        }
    }

    public void Dispose() => _file.Dispose();
}
