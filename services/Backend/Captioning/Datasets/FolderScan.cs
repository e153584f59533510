using System.IO.Enumeration;

namespace Suite.Captioning;

/// <summary>The images of a folder, by their extensions; what they really are is seen when each is read.</summary>
internal static class FolderScan
{
    private const int Deepest = 32;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".heif", ".avif",
    };

    /// <summary>
    /// Full paths in order, at most one more than <paramref name="most"/>, and how many other files there were. Folders that are
    /// links are not entered, so that nothing leads out or in a circle; files that are links are judged one by one when they are read.
    /// </summary>
    public static (IReadOnlyList<string> Images, int Others) Of(string folder, bool recursive, int most)
    {
        var files = new FileSystemEnumerable<string>(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = recursive, MaxRecursionDepth = Deepest, IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        var images = new List<string>();
        var others = 0;
        foreach (var file in files)
        {
            if (!Extensions.Contains(Path.GetExtension(file)))
                others++;
            else if (images.Count <= most)
                images.Add(file);
            else
                break;
        }
        images.Sort(StringComparer.Ordinal);
        return (images, others);
    }
}
