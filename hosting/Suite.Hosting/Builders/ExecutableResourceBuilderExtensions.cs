using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting;

public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Runs a program; <paramref name="workingDirectory"/> is relative to the AppHost project.</summary>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory)))
            .WithArgs(args ?? []);

    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder, string name, string url) =>
        builder.AddResource(new ExternalServiceResource(name, new Uri(url)));
}
