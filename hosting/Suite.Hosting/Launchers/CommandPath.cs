namespace Suite.Hosting.Launchers;

internal static class CommandPath
{
    /// <summary>The program's path; an exception that names it when there is none.</summary>
    public static string Find(string command, string workingDirectory) =>
        TryFind(command, workingDirectory) ?? throw new DistributedApplicationException(
            $"The program '{command}' was not found{(command.Contains('/') ? "" : " on PATH")}.");

    public static string? TryFind(string command, string workingDirectory = "/")
    {
        if (command.Contains('/'))
            return Path.GetFullPath(command, workingDirectory) is var path && File.Exists(path) ? path : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, command))
            .FirstOrDefault(File.Exists);
    }
}
