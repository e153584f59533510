namespace Suite.Hosting.Parameters;

/// <summary>Files that hold secrets: created so that nobody but their owner can ever have read them.</summary>
internal static class OwnerOnlyFile
{
    public static async Task WriteAsync(string path, string text, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(Create(path));
        await writer.WriteAsync(text.AsMemory(), cancel);
    }

    public static FileStream Create(string path)
    {
        // Never into a file that is there: it would keep its own mode, or be another's link.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
