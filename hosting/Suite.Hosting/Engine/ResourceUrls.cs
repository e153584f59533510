using System.Collections.Immutable;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

internal static class ResourceUrls
{
    /// <summary>The addresses of every replica, as <c>WithUrlForEndpoint</c> dressed them.</summary>
    public static ImmutableArray<UrlSnapshot> Of(IResource resource) =>
        [.. resource.Annotations.OfType<EndpointAnnotation>().SelectMany(endpoint => endpoint.Replicas.Select(replica => Dress(resource, endpoint, replica)))];

    private static UrlSnapshot Dress(IResource resource, EndpointAnnotation endpoint, AllocatedEndpoint replica)
    {
        var url = new ResourceUrlAnnotation { Url = replica.UriString };
        foreach (var dresser in resource.Annotations.OfType<ResourceUrlForEndpointAnnotation>().Where(dresser => dresser.EndpointName == endpoint.Name))
            dresser.Callback(url);
        // A relative address starts at the endpoint's own.
        var absolute = url.Url.StartsWith('/') ? replica.UriString + url.Url : url.Url;
        return new UrlSnapshot(endpoint.Name, absolute, IsInternal: false) { DisplayText = url.DisplayText };
    }
}
