using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds a command to the resource, or replaces the one of the same name.</summary>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder, string name, string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null)
        where T : IResource
    {
        var options = commandOptions ?? CommandOptions.Default;
        foreach (var earlier in builder.Resource.Annotations.OfType<ResourceCommandAnnotation>().Where(command => command.Name == name).ToArray())
            builder.Resource.Annotations.Remove(earlier);
        return builder.WithAnnotation(
            new ResourceCommandAnnotation(name, displayName, options.UpdateState ?? EnabledWhileRunning, executeCommand, options));
    }

    private static ResourceCommandState EnabledWhileRunning(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;
}
