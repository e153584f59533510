using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Containers;

/// <summary>Runs containers by docker or podman, in the foreground of a command that ends them with itself.</summary>
internal sealed class ContainerLauncher(ContainerRuntime runtime, EngineOptions options) : ILauncher
{
    private readonly string _suffix = ContainerRuntime.SuffixOf(options.DataFolder);

    public bool Handles(IResource resource) => resource is ContainerResource;

    public ValueProviderContext Consumer(IResource resource) =>
        new() { Caller = resource, InContainer = true, HostAddress = runtime.HostAddress };

    public async Task PrepareAsync(Launch launch, Action<string> progress, CancellationToken cancel)
    {
        await MakeNetworkAsync(cancel);
        // What an ended run could not clear away.
        await RemoveAsync(launch.Resource, cancel);

        var image = ContainerArguments.ImageOf(launch.Resource);
        if (await runtime.RunAsync(["image", "inspect", image], _ => { }, cancel) == 0)
            return;
        progress($"pulling {image}");
        await RequireAsync(["pull", image], launch.Log.Line, cancel);
    }

    public Task<LaunchSpec?> DescribeAsync(Launch launch, CancellationToken cancel) => Task.FromResult<LaunchSpec?>(
        new(runtime.Command, ContainerArguments.Run(launch, _suffix, runtime), "/")
        {
            Environment = launch.Environment.Variables,
            // By the signal that the image names: TERM would have PostgreSQL wait for its clients.
            StopCommand = [runtime.Command, "stop", "--time", "4", ContainerArguments.NameOf(launch.Resource, _suffix)],
        });

    public Task AfterExitAsync(Launch launch) => RemoveAsync(launch.Resource, CancellationToken.None);

    private Task<int> RemoveAsync(IResource resource, CancellationToken cancel) =>
        runtime.RunAsync(["rm", "--force", ContainerArguments.NameOf(resource, _suffix)], _ => { }, cancel);

    // Containers of one application meet on a network of their own. Two that start together may both try to make it.
    private async Task MakeNetworkAsync(CancellationToken cancel)
    {
        var network = ContainerArguments.NetworkOf(_suffix);
        if (await ExistsAsync() || await runtime.RunAsync(["network", "create", network], _ => { }, cancel) == 0 || await ExistsAsync())
            return;
        throw new DistributedApplicationException($"{runtime.Command} could not make the network {network}.");

        async Task<bool> ExistsAsync() => await runtime.RunAsync(["network", "inspect", network], _ => { }, cancel) == 0;
    }

    private async Task RequireAsync(string[] arguments, Action<string> onLine, CancellationToken cancel)
    {
        var last = "";
        var exitCode = await runtime.RunAsync(
            arguments,
            line =>
            {
                last = line;
                onLine(line);
            },
            cancel);
        if (exitCode != 0)
            throw new DistributedApplicationException($"{Path.GetFileName(runtime.Command)} {string.Join(' ', arguments)} failed: {last}");
    }
}
