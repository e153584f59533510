using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Paths that clients name are confined to the workspace, links included.</summary>
internal static class WorkspacePath
{
    /// <summary>The full path of an existing file at or below <paramref name="workspace"/>.</summary>
    /// <exception cref="ProblemException">Outside the workspace, or no such file.</exception>
    public static string Resolve(string workspace, string path)
    {
        if (path.Contains('\0'))
            throw Problems.ImageOutsideWorkspace.ToException("A path cannot contain a null character.");
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(workspace));
        // An absolute path stays what it is, so that /workspace/a.png and a.png are the same file.
        var full = Path.GetFullPath(path, root);
        if (!IsInside(root, full))
            throw Outside(path);
        if (!File.Exists(full))
            throw Problems.ImageNotFound.ToException($"There is no file {path} in the workspace.");
        // Outside is judged before anything else is said, so that nothing can be learnt about files out there.
        return IsInside(Real(root), Real(full)) ? full : throw Outside(path);
    }

    private static bool IsInside(string root, string full) =>
        full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every link on the way followed.</summary>
    private static string Real(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;
        var here = Path.Combine(Real(parent), Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : here;
    }

    private static ProblemException Outside(string path) =>
        Problems.ImageOutsideWorkspace.ToException($"{path} is outside the workspace.");
}
