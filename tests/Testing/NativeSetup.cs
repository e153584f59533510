using System.Diagnostics;

namespace Suite.Testing;

/// <summary>Brings servers, libraries, weights and photographs that tests need, by hosting/native/setup.sh.</summary>
public static class NativeSetup
{
    private static string Script { get; } = Path.Combine(Repository.Root, "hosting", "native", "setup.sh");

    /// <summary>Makes sure of <paramref name="components"/>; quick when nothing is missing.</summary>
    public static async Task EnsureAsync(params string[] components) => await RunAsync(components);

    /// <summary>Makes sure of one component and returns the path that it is found at.</summary>
    public static async Task<string> PathOfAsync(string component)
    {
        await EnsureAsync(component);
        return (await RunAsync(["where", component])).Trim();
    }

    private static async Task<string> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"bash did not start {Script}.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"setup.sh {string.Join(' ', arguments)} failed:\n{output}{await errors}");
    }
}
