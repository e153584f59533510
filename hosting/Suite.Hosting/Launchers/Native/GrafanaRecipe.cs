using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>A Grafana that the machine has already; Debian has none to bring.</summary>
internal sealed class GrafanaRecipe(DistributedApplicationModel model) : INativeRecipe
{
    private const string DataVolume = "/var/lib/grafana";
    // Where its packages keep what the program needs beside itself.
    private const string PackagedHome = "/usr/share/grafana";

    public IReadOnlyList<string> Images { get; } = ["grafana/grafana"];

    public IReadOnlyList<string> Users { get; } = ["grafana"];

    public string? WhyNot() => CommandPath.TryFind("grafana-server") is null
        ? "Grafana is not installed here, and need not be: the web app's Operations page draws the same dashboards."
        : null;

    public async Task PrepareAsync(NativeContainer container, CancellationToken cancel)
    {
        var folder = await container.VolumeAsync(DataVolume, cancel);
        await ContainerFiles.WriteAsync(container.Launch.Resource, FilesIn(folder), NativeAddresses.In(model), cancel);
        await container.VolumeAsync(DataVolume, cancel);
    }

    public async Task<LaunchSpec> DescribeAsync(NativeContainer container, CancellationToken cancel)
    {
        var folder = await container.VolumeAsync(DataVolume, cancel);
        var program = CommandPath.Find("grafana-server", "/");
        var home = Directory.Exists(PackagedHome) ? PackagedHome : Path.GetDirectoryName(Path.GetDirectoryName(program))!;
        var environment = container.Environment.ToDictionary(variable => variable.Key, variable => Placed(container, variable.Value, folder));
        environment["GF_SERVER_HTTP_ADDR"] = "127.0.0.1";
        environment["GF_SERVER_HTTP_PORT"] = $"{container.Port}";
        environment["GF_PATHS_DATA"] = Path.Combine(folder, "data");
        environment["GF_PATHS_LOGS"] = Path.Combine(folder, "logs");
        environment["GF_PATHS_PROVISIONING"] = Placed(container, "/etc/grafana/provisioning", folder);
        return new LaunchSpec(program, ["--homepath", home, .. container.Launch.Environment.Arguments], folder)
        {
            User = container.User,
            Environment = environment,
        };
    }

    private static string FilesIn(string folder) => Path.Combine(folder, "files");

    // A setting may name a folder of files that the container would see.
    private static string Placed(NativeContainer container, string value, string folder) =>
        container.Launch.Resource.Annotations.OfType<ContainerFilesAnnotation>().Any(files => value == files.DestinationPath)
            ? Path.Join(FilesIn(folder), value)
            : value;
}
