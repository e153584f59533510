using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Launchers;

namespace Suite.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName = null)
        where TProject : IProjectMetadata, new() => builder.AddProject(name, new TProject(), launchProfileName);

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName = null) =>
        builder.AddProject(
            name, new ProjectPathMetadata(Path.GetFullPath(projectPath, builder.AppHostDirectory)), launchProfileName);

    /// <summary>Runs the project as several processes, each on a port of its own.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, string? launchProfileName)
    {
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        var profile = LaunchProfile.Read(metadata.ProjectPath, launchProfileName);
        foreach (var url in profile.ApplicationUrls)
            project.WithEndpoint(url.Scheme, endpoint => (endpoint.UriScheme, endpoint.Transport, endpoint.Port) = (url.Scheme, "http", url.Port));
        return project.WithEnvironment(context => ProjectEnvironment.Add(context, builder, project.Resource, profile));
    }

    private sealed class ProjectPathMetadata(string projectPath) : IProjectMetadata
    {
        public string ProjectPath { get; } = projectPath;
    }
}
