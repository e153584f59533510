using System.Security.Cryptography;
using System.Text;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Containers;

/// <summary>The docker or podman command line; both speak the same words here.</summary>
internal sealed class ContainerRuntime(string command)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string Command { get; } = command;

    /// <summary>This machine's name inside a container.</summary>
    public string HostAddress => IsPodman ? "host.containers.internal" : "host.docker.internal";

    public bool IsPodman => Path.GetFileName(Command) == "podman";

    /// <summary>
    /// The runtime that <paramref name="wanted"/> names (<c>docker</c>, <c>podman</c>) or, for <c>auto</c>, docker if its engine answers.
    /// Null: none, or <c>native</c> was asked for.
    /// </summary>
    public static async Task<ContainerRuntime?> FindAsync(string wanted, CancellationToken cancel)
    {
        if (wanted == "native")
            return null;
        // Podman is taken only when asked for: it has no engine that could answer, so a half installed one looks like a whole one.
        var runtime = CommandPath.TryFind(wanted == "auto" ? "docker" : wanted) is { } path ? new ContainerRuntime(path) : null;
        if (runtime is not null && await runtime.AnswersAsync(cancel))
            return runtime;

        return wanted == "auto"
            ? null
            : throw new DistributedApplicationException($"Suite:Launcher is '{wanted}', and no such container runtime answers on this machine.");
    }

    public Task<int> RunAsync(string[] arguments, Action<string> onLine, CancellationToken cancel) =>
        Tool.RunAsync(new LaunchSpec(Command, arguments, "/"), onLine, cancel);

    /// <summary>A suffix that keeps the networks, containers and volumes of copies of the suite apart.</summary>
    public static string SuffixOf(string dataFolder) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..8];

    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(Patience);
        try
        {
            return await RunAsync(["info"], _ => { }, deadline.Token) == 0;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
