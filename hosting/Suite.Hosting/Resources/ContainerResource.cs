namespace Suite.Hosting.ApplicationModel;

/// <summary>A container image, or the native server that a recipe puts in its place.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    public string? Entrypoint { get; set; } = entrypoint;
}

public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    public string? Registry { get; set; }

    public required string Image { get; set; }

    public string? Tag { get; set; }

    internal string Reference => $"{(Registry is null ? "" : Registry + "/")}{Image}:{Tag ?? "latest"}";
}

public enum ContainerMountType
{
    BindMount,
    Volume,
}

public sealed class ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly) : IResourceAnnotation
{
    /// <summary>A volume's name, or a path of this machine.</summary>
    public string? Source { get; } = source;

    public string Target { get; } = target;

    public ContainerMountType Type { get; } = type;

    public bool IsReadOnly { get; } = isReadOnly;
}

/// <summary>A file or folder of this machine that appears in the container under <paramref name="destinationPath"/>.</summary>
public sealed class ContainerFilesAnnotation(string destinationPath, string sourcePath) : IResourceAnnotation
{
    public string DestinationPath { get; } = destinationPath;

    public string SourcePath { get; } = sourcePath;
}

public enum ContainerLifetime
{
    Session,
    Persistent,
}

public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    public required ContainerLifetime Lifetime { get; set; }
}
