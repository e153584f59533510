using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Processes;

namespace Suite.Hosting.Launchers.Native;

/// <summary>Runs containers as this machine's own servers, by a recipe for each image.</summary>
internal sealed class NativeContainerLauncher(IEnumerable<INativeRecipe> recipes, NativeSetup setup, VolumeFolders folders) : ILauncher
{
    public bool Handles(IResource resource) => resource is ContainerResource;

    public string? WhyNot(IResource resource)
    {
        var recipe = RecipeOf(resource);
        return recipe is null
            ? $"There is no native recipe for the image {ImageOf(resource)}, and no container runtime answers."
            : recipe.WhyNot();
    }

    public Task SetUpAsync(IResource resource, ILogger log, Action<string> progress, CancellationToken cancel) =>
        setup.EnsureForAsync(ImageOf(resource), log, progress, cancel);

    public Task PrepareAsync(Launch launch, Action<string> progress, CancellationToken cancel) =>
        Required(launch.Resource).PrepareAsync(Container(launch, progress), cancel);

    public async Task<LaunchSpec?> DescribeAsync(Launch launch, CancellationToken cancel) =>
        await Required(launch.Resource).DescribeAsync(Container(launch, _ => { }), cancel);

    /// <summary>The image without the parts that only a registry needs: <c>docker.io/library/redis:8.2</c> is <c>redis</c>.</summary>
    private static string ImageOf(IResource resource)
    {
        var image = resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()?.Image ?? "";
        return image.StartsWith("library/", StringComparison.Ordinal) ? image["library/".Length..] : image;
    }

    private INativeRecipe? RecipeOf(IResource resource) =>
        ImageOf(resource) is var image ? recipes.FirstOrDefault(recipe => recipe.Images.Contains(image)) : null;

    private INativeRecipe Required(IResource resource) => RecipeOf(resource)
        ?? throw new InvalidOperationException($"No native recipe for '{resource.Name}'.");

    private NativeContainer Container(Launch launch, Action<string> progress) =>
        new(launch, UnixUser.ForServer([.. Required(launch.Resource).Users]), setup, folders, progress);
}
