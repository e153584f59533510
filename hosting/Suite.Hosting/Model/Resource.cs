using System.Collections.ObjectModel;

namespace Suite.Hosting.ApplicationModel;

/// <summary>A part of the application: a process, a container, a database, a parameter.</summary>
public interface IResource
{
    string Name { get; }

    /// <summary>Everything said about the resource: endpoints, environment, waits, commands.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>One fact about a resource.</summary>
public interface IResourceAnnotation;

public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

public abstract class Resource : IResource
{
    protected Resource(string name)
    {
        ResourceName.Validate(name);
        Name = name;
    }

    public virtual string Name { get; }

    public virtual ResourceAnnotationCollection Annotations { get; } = [];

    public override string ToString() => Name;
}

/// <summary>A resource that belongs to another: a database to its server. It waits for its parent and stops with it.</summary>
public interface IResourceWithParent : IResource
{
    IResource Parent { get; }
}

public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithEndpoints : IResource;

/// <summary>Consumers find it by name: <c>services__{name}__{scheme}__{index}</c>.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

public interface IResourceWithWaitSupport : IResource;

/// <summary>Runs code of its own: a project, an executable or a container.</summary>
public interface IComputeResource : IResource;
