namespace Suite.Hosting.ApplicationModel;

/// <summary>Generated for every project that the AppHost references, as <c>Projects.Name_With_Underscores</c>.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    string ProjectPath { get; }

    /// <summary>The built assembly, which is started directly; empty when it is to be found under the project's bin folder.</summary>
    string AssemblyPath => "";
}

/// <summary>A .NET project of this solution.</summary>
public sealed class ProjectResource(string name)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource
{
    internal IProjectMetadata Metadata => Annotations.OfType<IProjectMetadata>().Last();
}
