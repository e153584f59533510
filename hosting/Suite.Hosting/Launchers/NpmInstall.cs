namespace Suite.Hosting.Launchers;

/// <summary><c>npm ci</c> deletes and copies everything anew, half a minute at every start; needed only when the lock file changed.</summary>
internal static class NpmInstall
{
    /// <summary>The arguments ask for an installation of the whole lock file, and npm's own record of the last one is newer.</summary>
    public static bool IsUpToDate(string folder, string[] arguments)
    {
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        return arguments is ["ci" or "install" or "i", .. var rest]
            && rest.All(argument => argument.StartsWith('-'))
            && File.Exists(installed)
            && new[] { "package.json", "package-lock.json" }.Select(name => Path.Combine(folder, name)).All(source =>
                File.GetLastWriteTimeUtc(source) <= File.GetLastWriteTimeUtc(installed));
    }
}
