using System.Diagnostics.CodeAnalysis;

namespace Suite.Hosting.ApplicationModel;

public static class ResourceExtensions
{
    public static bool TryGetLastAnnotation<T>(this IResource resource, [NotNullWhen(true)] out T? annotation)
        where T : IResourceAnnotation
    {
        annotation = resource.Annotations.OfType<T>().LastOrDefault();
        return annotation is not null;
    }

    public static bool TryGetAnnotationsOfType<T>(this IResource resource, [NotNullWhen(true)] out IEnumerable<T>? result)
        where T : IResourceAnnotation
    {
        result = resource.Annotations.OfType<T>().ToArray();
        if (result.Any())
            return true;
        result = null;
        return false;
    }

    public static bool HasAnnotationOfType<T>(this IResource resource)
        where T : IResourceAnnotation => resource.Annotations.OfType<T>().Any();

    public static bool TryGetEndpoints(this IResource resource, [NotNullWhen(true)] out IEnumerable<EndpointAnnotation>? endpoints) =>
        resource.TryGetAnnotationsOfType(out endpoints);

    /// <summary>How many processes the resource runs as: 1 unless <c>WithReplicas</c> says otherwise.</summary>
    public static int GetReplicaCount(this IResource resource) =>
        resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) ? replicas.Replicas : 1;

    internal static bool IsExplicitStart(this IResource resource) => resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    /// <summary>The parent by type (a database's server) or by <c>WithParentRelationship</c>.</summary>
    internal static IResource? ParentOf(this IResource resource) =>
        resource is IResourceWithParent child
            ? child.Parent
            : resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                .LastOrDefault(relation => relation.Type == KnownRelationshipTypes.Parent)?.Resource;
}
