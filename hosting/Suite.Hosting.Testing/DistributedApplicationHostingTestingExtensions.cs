using Microsoft.Extensions.DependencyInjection;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;

namespace Suite.Hosting.Testing;

/// <summary>How a test reaches the resources of a running application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client of the resource's endpoint; its https one, or else http, when no name is given.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        GetEndpoint(ResourceOf<IResourceWithEndpoints>(app, resourceName), endpointName);

    /// <summary>Where the dashboard is, once it is healthy. It takes the session of whoever is signed in to the application.</summary>
    /// <exception cref="ArgumentException">The application runs without a dashboard.</exception>
    public static async Task<Uri> GetDashboardUrlAsync(this DistributedApplication app, CancellationToken cancellationToken = default)
    {
        var dashboard = ResourceOf<IResourceWithEndpoints>(app, Dashboard.Name);
        await app.ResourceNotifications.WaitForResourceHealthyAsync(dashboard.Name, cancellationToken);
        return GetEndpoint(dashboard, "http");
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        ResourceOf<IResourceWithConnectionString>(app, resourceName).GetConnectionStringAsync(cancellationToken);

    private static Uri GetEndpoint(IResourceWithEndpoints resource, string? endpointName)
    {
        var names = endpointName is null ? ["https", "http"] : new[] { endpointName };
        var endpoint = names.Select(resource.GetEndpoint).FirstOrDefault(endpoint => endpoint.Exists)
            ?? throw new ArgumentException($"Endpoint '{endpointName ?? "http"}' for resource '{resource.Name}' not found.", nameof(endpointName));
        return new Uri(endpoint.Url);
    }

    private static T ResourceOf<T>(DistributedApplication app, string name)
        where T : class, IResource =>
        app.Services.GetRequiredService<DistributedApplicationModel>().Resources.TryGetByName(name, out var resource)
            ? resource as T ?? throw new ArgumentException($"Resource '{name}' is not a {typeof(T).Name}.", nameof(name))
            : throw new ArgumentException($"Resource '{name}' not found.", nameof(name));
}
