using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Launchers.Containers;

/// <summary>A container resource as the words of <c>docker run</c>.</summary>
internal static class ContainerArguments
{
    public static string NameOf(IResource resource, string suffix) => $"{resource.Name}-{suffix}";

    public static string NetworkOf(string suffix) => $"suite-{suffix}";

    /// <summary>With its registry: podman does not guess one.</summary>
    public static string ImageOf(IResource resource)
    {
        var image = resource.Annotations.OfType<ContainerImageAnnotation>().Last();
        return $"{image.Registry ?? (HasRegistry(image.Image) ? null : "docker.io")}/{image.Image}:{image.Tag ?? "latest"}".TrimStart('/');
    }

    public static IReadOnlyList<string> Run(Launch launch, string suffix, ContainerRuntime runtime)
    {
        var container = (ContainerResource)launch.Resource;
        var words = new List<string>
        {
            "run", "--rm", "--name", NameOf(container, suffix), "--network", NetworkOf(suffix), "--network-alias", container.Name,
        };
        if (!runtime.IsPodman)
            words.AddRange(["--add-host", $"{runtime.HostAddress}:host-gateway"]);
        if (container.Entrypoint is { } entrypoint)
            words.AddRange(["--entrypoint", entrypoint]);
        foreach (var endpoint in container.Annotations.OfType<EndpointAnnotation>())
            words.AddRange(["-p", $"127.0.0.1:{endpoint.Replicas[launch.Replica].Port}:{endpoint.TargetPort ?? endpoint.Replicas[launch.Replica].Port}"]);
        // The name alone: the value comes from the command's own environment, not from its command line, which everyone can read.
        foreach (var variable in launch.Environment.Variables.Keys)
            words.AddRange(["-e", variable]);
        foreach (var mount in Mounts(container, suffix))
            words.AddRange(["-v", mount]);
        return [.. words, ImageOf(container), .. launch.Environment.Arguments];
    }

    private static IEnumerable<string> Mounts(ContainerResource container, string suffix)
    {
        foreach (var mount in container.Annotations.OfType<ContainerMountAnnotation>())
        {
            var source = mount.Type == ContainerMountType.Volume && mount.Source is { } name ? $"{name}-{suffix}:" : mount.Source is null ? "" : mount.Source + ":";
            yield return $"{source}{mount.Target}{(mount.IsReadOnly ? ":ro" : "")}";
        }

        // File by file, so that what the image has beside them stays.
        foreach (var files in container.Annotations.OfType<ContainerFilesAnnotation>())
        {
            foreach (var (source, path) in ContainerFiles.Of(files))
                yield return $"{source}:{files.DestinationPath.TrimEnd('/')}/{path}:ro";
        }
    }

    private static bool HasRegistry(string image) =>
        image.Split('/') is [var first, _, ..] && (first.Contains('.') || first.Contains(':') || first == "localhost");
}
