namespace Suite.Hosting.Engine;

/// <summary>Where a copy of the application keeps what it must find again: setting <c>Suite:Data</c>, or .suite in the repository.</summary>
internal static class DataFolder
{
    public static string Of(string? configured, string appHostDirectory) =>
        Path.GetFullPath(configured is { Length: > 0 } ? configured : Path.Combine(RepositoryOf(appHostDirectory), ".suite"));

    private static string RepositoryOf(string appHostDirectory)
    {
        for (var folder = new DirectoryInfo(appHostDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Exists(Path.Combine(folder.FullName, ".git")) || folder.EnumerateFiles("*.sln").Any())
                return folder.FullName;
        }

        return appHostDirectory;
    }
}
