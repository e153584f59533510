using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting;

public static class ContainerResourceBuilderExtensions
{
    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder, string name, string image)
    {
        var (path, tag) = image.LastIndexOf(':') is var colon && colon > image.LastIndexOf('/')
            ? (image[..colon], image[(colon + 1)..])
            : (image, "latest");
        return builder.AddContainer(name, path, tag);
    }

    public static IResourceBuilder<ContainerResource> AddContainer(
        this IDistributedApplicationBuilder builder, string name, string image, string tag) =>
        builder.AddResource(new ContainerResource(name)).WithImage(image, tag);

    public static IResourceBuilder<T> WithImage<T>(this IResourceBuilder<T> builder, string image, string? tag = null)
        where T : ContainerResource => builder.WithAnnotation(
            new ContainerImageAnnotation { Image = image, Tag = tag ?? Current(builder)?.Tag, Registry = null },
            ResourceAnnotationMutationBehavior.Replace);

    public static IResourceBuilder<T> WithImageTag<T>(this IResourceBuilder<T> builder, string tag)
        where T : ContainerResource
    {
        Required(builder).Tag = tag;
        return builder;
    }

    public static IResourceBuilder<T> WithImageRegistry<T>(this IResourceBuilder<T> builder, string? registry)
        where T : ContainerResource
    {
        Required(builder).Registry = registry;
        return builder;
    }

    public static IResourceBuilder<T> WithEntrypoint<T>(this IResourceBuilder<T> builder, string entrypoint)
        where T : ContainerResource
    {
        builder.Resource.Entrypoint = entrypoint;
        return builder;
    }

    public static IResourceBuilder<T> WithVolume<T>(
        this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));

    public static IResourceBuilder<T> WithBindMount<T>(
        this IResourceBuilder<T> builder, string source, string target, bool isReadOnly = false)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerMountAnnotation(
            Path.GetFullPath(source, builder.ApplicationBuilder.AppHostDirectory), target, ContainerMountType.BindMount, isReadOnly));

    /// <summary>The files of <paramref name="sourcePath"/> (a file or a folder) appear under <paramref name="destinationPath"/>.</summary>
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder, string destinationPath, string sourcePath)
        where T : ContainerResource =>
        builder.WithAnnotation(new ContainerFilesAnnotation(
            destinationPath, Path.GetFullPath(sourcePath, builder.ApplicationBuilder.AppHostDirectory)));

    public static IResourceBuilder<T> WithLifetime<T>(this IResourceBuilder<T> builder, ContainerLifetime lifetime)
        where T : ContainerResource => builder.WithAnnotation(
            new ContainerLifetimeAnnotation { Lifetime = lifetime }, ResourceAnnotationMutationBehavior.Replace);

    private static ContainerImageAnnotation? Current<T>(IResourceBuilder<T> builder)
        where T : ContainerResource => builder.Resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault();

    private static ContainerImageAnnotation Required<T>(IResourceBuilder<T> builder)
        where T : ContainerResource => Current(builder)
            ?? throw new InvalidOperationException($"The container resource '{builder.Resource.Name}' has no image.");
}
