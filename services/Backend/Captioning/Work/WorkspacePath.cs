using Suite.ServiceDefaults;

namespace Suite.Captioning;

/// <summary>Paths that clients name are confined to the workspace, links included.</summary>
internal static class WorkspacePath
{
    /// <summary>The full path of an existing file at or below <paramref name="workspace"/>.</summary>
    /// <exception cref="ProblemException">Outside the workspace, or no such file.</exception>
    public static string ResolveFile(string workspace, string path)
    {
        var full = Confine(workspace, path);
        return File.Exists(full) ? full : throw Problems.ImageNotFound.ToException($"There is no file {path} in the workspace.");
    }

    /// <summary>The full path of an existing folder at or below <paramref name="workspace"/>.</summary>
    /// <exception cref="ProblemException">Outside the workspace, or no such folder.</exception>
    public static string ResolveFolder(string workspace, string path)
    {
        var full = Confine(workspace, path);
        return Directory.Exists(full) ? full : throw Problems.FolderNotFound.ToException($"There is no folder {path} in the workspace.");
    }

    /// <summary>Whether <paramref name="full"/> lies in the workspace when every link on the way is followed.</summary>
    public static bool Contains(string workspace, string full)
    {
        try
        {
            var root = Real(Root(workspace));
            var real = Real(full);
            return real == root || real.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // Links that lead in a circle lead nowhere.
            return false;
        }
    }

    // Outside is judged before anything else is said, so that nothing can be learnt about files out there.
    private static string Confine(string workspace, string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
            throw Problems.ImageOutsideWorkspace.ToException("A path needs at least one character, none of them null.");
        var root = Root(workspace);
        // An absolute path stays what it is, so that /workspace/a.png and a.png are the same file.
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, root));
        var inside = full == root || full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return inside && Contains(workspace, full)
            ? full
            : throw Problems.ImageOutsideWorkspace.ToException($"{path} is outside the workspace.");
    }

    private static string Root(string workspace) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(workspace));

    /// <summary>The path with every link on the way followed; what is not there stays as it is.</summary>
    private static string Real(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;
        var here = Path.Combine(Real(parent), Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Real(target.FullName) : here;
    }
}
