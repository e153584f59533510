using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Suite.Hosting.Engine;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>
/// Brings what this machine lacks, by hosting/native/setup.sh. Which image or project needs what is in requirements.json beside it.
/// </summary>
internal sealed class NativeSetup(EngineOptions options)
{
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private readonly Lazy<Dictionary<string, string[]>> _requirements = new(() => Read(options));

    /// <summary>Makes sure of all that the image or project needs.</summary>
    public async Task EnsureForAsync(string imageOrProject, ILogger log, Action<string> progress, CancellationToken cancel)
    {
        if (!_requirements.Value.TryGetValue(imageOrProject, out var components))
            return;

        // apt and npm lock their stores anyway; in turn, the progress reads in order.
        await OneAtATime.WaitAsync(cancel);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var announced = false;
            await RunAsync(components, line =>
            {
                announced = true;
                log.Line(line);
                progress(line.Replace("[setup] ", "", StringComparison.Ordinal));
            }, cancel);
            if (announced)
                progress($"set up in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>The path that a component is found at.</summary>
    public async Task<string> WhereAsync(string component, CancellationToken cancel)
    {
        var lines = new List<string>();
        await RunAsync(["where", component], lines.Add, cancel);
        return lines.Count > 0 ? lines[^1].Trim() : throw new DistributedApplicationException($"setup.sh does not say where {component} is.");
    }

    private async Task RunAsync(string[] arguments, Action<string> onLine, CancellationToken cancel)
    {
        var output = new StringBuilder();
        var spec = new LaunchSpec("bash", [Path.Combine(Folder, "setup.sh"), .. arguments], Folder);
        var exitCode = await Tool.RunAsync(
            spec,
            line =>
            {
                output.AppendLine(line);
                onLine(line);
            },
            cancel);
        if (exitCode != 0)
            throw new DistributedApplicationException($"setup.sh {string.Join(' ', arguments)} failed:\n{output.ToString().TrimEnd()}");
    }

    private string Folder => options.NativeFolder
        ?? throw new DistributedApplicationException("The set-up scripts (hosting/native) are not known to this AppHost.");

    private static Dictionary<string, string[]> Read(EngineOptions options)
    {
        var file = options.NativeFolder is null ? null : Path.Combine(options.NativeFolder, "requirements.json");
        return file is not null && File.Exists(file)
            ? JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(file)) ?? []
            : [];
    }
}
