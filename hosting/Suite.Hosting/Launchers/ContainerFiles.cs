using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Launchers;

/// <summary>The files of this machine that a container sees.</summary>
internal static class ContainerFiles
{
    /// <summary>Each file, and its path below the container's folder. A folder that is not there has none.</summary>
    public static IEnumerable<(string Source, string Path)> Of(ContainerFilesAnnotation files) =>
        File.Exists(files.SourcePath) ? [(files.SourcePath, Path.GetFileName(files.SourcePath))]
        : !Directory.Exists(files.SourcePath) ? []
        : Directory.EnumerateFiles(files.SourcePath, "*", SearchOption.AllDirectories).Order()
            .Select(file => (file, Path.GetRelativePath(files.SourcePath, file)));

    /// <summary>
    /// Writes all files of the container below <paramref name="root"/>, where a program of this machine finds them by
    /// <paramref name="root"/> and the container's path. What an earlier start wrote is replaced.
    /// </summary>
    public static async Task WriteAsync(IResource container, string root, Func<string, string> change, CancellationToken cancel)
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
        foreach (var files in container.Annotations.OfType<ContainerFilesAnnotation>())
        {
            foreach (var (source, path) in Of(files))
            {
                var target = Path.Join(root, files.DestinationPath, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await File.WriteAllTextAsync(target, change(await File.ReadAllTextAsync(source, cancel)), cancel);
            }
        }
    }
}
