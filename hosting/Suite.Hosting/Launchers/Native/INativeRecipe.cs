using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>A container as this machine's own server: executable, arguments, volumes and files.</summary>
internal interface INativeRecipe
{
    /// <summary>Image names without registry and tag: <c>pgvector/pgvector</c>, <c>redis</c>.</summary>
    IReadOnlyList<string> Images { get; }

    /// <summary>Accounts that the server may run under, the preferred first.</summary>
    IReadOnlyList<string> Users { get; }

    /// <summary>Null when the machine can run it, or else what is missing.</summary>
    string? WhyNot() => null;

    /// <summary>Makes what the server needs before its first start.</summary>
    Task PrepareAsync(NativeContainer container, CancellationToken cancel);

    Task<LaunchSpec> DescribeAsync(NativeContainer container, CancellationToken cancel);
}

/// <summary>What a recipe knows of the container that it stands in for.</summary>
internal sealed record NativeContainer(Launch Launch, UnixUser? User, NativeSetup Setup, VolumeFolders Folders, Action<string> Progress)
{
    public IReadOnlyDictionary<string, string> Environment => Launch.Environment.Variables;

    public int Port => Launch.PortOf("tcp") ?? Launch.PortOf("http")
        ?? throw new DistributedApplicationException($"The container '{Launch.Resource.Name}' has no endpoint to listen on.");

    /// <summary>The folder that stands for the volume mounted at <paramref name="target"/>; a passing one when none is mounted.</summary>
    public Task<string> VolumeAsync(string target, CancellationToken cancel) => Folders.MakeAsync(
        Launch.Resource.Annotations.OfType<ApplicationModel.ContainerMountAnnotation>()
            .LastOrDefault(mount => mount.Type == ApplicationModel.ContainerMountType.Volume && target.StartsWith(mount.Target, StringComparison.Ordinal))?.Source
            ?? $"{Launch.Resource.Name}-unnamed",
        User, Progress, cancel);
}
