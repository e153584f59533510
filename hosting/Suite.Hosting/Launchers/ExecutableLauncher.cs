using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers;

/// <summary>Starts programs of this machine; knows what to spare npm.</summary>
internal sealed class ExecutableLauncher : ILauncher
{
    public bool Handles(IResource resource) => resource is ExecutableResource;

    public string? WhyNot(IResource resource)
    {
        var executable = (ExecutableResource)resource;
        return Directory.Exists(executable.WorkingDirectory) ? null : $"The folder {executable.WorkingDirectory} does not exist.";
    }

    public Task<LaunchSpec?> DescribeAsync(Launch launch, CancellationToken cancel)
    {
        var executable = (ExecutableResource)launch.Resource;
        var arguments = launch.Environment.Arguments;
        if (executable.Command == "npm" && NpmInstall.IsUpToDate(executable.WorkingDirectory, arguments))
            return Task.FromResult<LaunchSpec?>(null);

        var (command, words) = executable.Command == "npm" && NpmScript.Direct(executable.WorkingDirectory, arguments) is { } direct
            ? direct
            : (CommandPath.Find(executable.Command, executable.WorkingDirectory), arguments);
        return Task.FromResult<LaunchSpec?>(new(command, words, executable.WorkingDirectory) { Environment = launch.Environment.Variables });
    }
}
