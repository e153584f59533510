using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Health;

namespace Suite.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>The health check registered under <paramref name="key"/> says whether the resource is healthy.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Healthy when every replica answers <paramref name="path"/> with <paramref name="statusCode"/> (200).</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var wantedPath = path ?? "/";
        var wantedStatus = statusCode ?? 200;
        var endpoint = builder.Resource.GetEndpoint(endpointName ?? HttpEndpointName(builder.Resource));
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{wantedPath}_{wantedStatus}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new HttpHealthCheck(endpoint, wantedPath, wantedStatus), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }

    private static string HttpEndpointName(IResourceWithEndpoints resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToArray();
        return (endpoints.FirstOrDefault(endpoint => endpoint.UriScheme == "https")
            ?? endpoints.FirstOrDefault(endpoint => endpoint.UriScheme == "http"))?.Name
            ?? throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{resource.Name}' as it has no HTTP endpoint.");
    }
}
