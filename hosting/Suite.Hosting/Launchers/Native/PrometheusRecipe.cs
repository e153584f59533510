using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>Prometheus with the container's own configuration, rules and arguments; only places are this machine's.</summary>
internal sealed class PrometheusRecipe(DistributedApplicationModel model) : INativeRecipe
{
    private const string DataVolume = "/prometheus";
    private const string ConfigFlag = "--config.file=";
    private const string DataFlag = "--storage.tsdb.path=";

    public IReadOnlyList<string> Images { get; } = ["prom/prometheus"];

    public IReadOnlyList<string> Users { get; } = ["prometheus"];

    public async Task PrepareAsync(NativeContainer container, CancellationToken cancel)
    {
        var folder = await container.VolumeAsync(DataVolume, cancel);
        await ContainerFiles.WriteAsync(container.Launch.Resource, FilesIn(folder), NativeAddresses.In(model), cancel);
        // Once more, for what was just written: the server's account must be able to read it.
        await container.VolumeAsync(DataVolume, cancel);
    }

    public async Task<LaunchSpec> DescribeAsync(NativeContainer container, CancellationToken cancel)
    {
        var folder = await container.VolumeAsync(DataVolume, cancel);
        var server = await container.Setup.WhereAsync("prometheus", cancel);
        var arguments = container.Launch.Environment.Arguments.Select(argument => Placed(argument, folder));
        return new LaunchSpec(server, [.. arguments, .. Pages(server), $"--web.listen-address=127.0.0.1:{container.Port}"], folder) { User = container.User };
    }

    // Debian's program has its pages not within itself but in the system's folders, unless it is told of others; only Debian's can be.
    private static string[] Pages(string server)
    {
        var pages = Path.GetFullPath("../share/prometheus/web/", Path.GetDirectoryName(server)!);
        return Directory.Exists(pages) ? [$"--web.local-assets={pages}"] : [];
    }

    private static string FilesIn(string folder) => Path.Combine(folder, "files");

    private static string Placed(string argument, string folder) =>
        argument.StartsWith(ConfigFlag, StringComparison.Ordinal) ? ConfigFlag + Path.Join(FilesIn(folder), argument[ConfigFlag.Length..])
        : argument.StartsWith(DataFlag, StringComparison.Ordinal) ? DataFlag + Path.Combine(folder, "data")
        : argument;
}
