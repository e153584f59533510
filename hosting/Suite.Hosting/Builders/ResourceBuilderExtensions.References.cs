using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the connection string as <c>ConnectionStrings__{name}</c>, and its parts as <c>{NAME}_{PROPERTY}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.WithRelationship(resource, KnownRelationshipTypes.Reference).WithEnvironment(async context =>
        {
            if (optional && string.IsNullOrEmpty(await resource.GetConnectionStringAsync(context.CancellationToken)))
                return;
            if (builder.Injects(ReferenceEnvironmentInjectionFlags.ConnectionString))
                context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] = resource;
            if (!builder.Injects(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
                return;
            foreach (var (property, value) in resource.GetConnectionProperties())
                context.EnvironmentVariables[ResourceName.ToEnvironmentName($"{name}_{property}")] = value;
        });
    }

    /// <summary>Gives every endpoint as <c>services__{name}__{scheme}__{index}</c>, one index a replica, and as <c>{NAME}_{ENDPOINT}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.ReferenceEndpoints(source.Resource, _ => true, source.Resource.Name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment => builder.ReferenceEndpoints(source.Resource, _ => true, name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment => builder.ReferenceEndpoints(
            endpointReference.Resource,
            endpoint => string.Equals(endpoint.Name, endpointReference.EndpointName, StringComparison.OrdinalIgnoreCase),
            endpointReference.Resource.Name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment => builder
            .WithEnvironment($"services__{name}__{uri.Scheme}__0", uri.ToString())
            .WithEnvironment(ResourceName.ToEnvironmentName(name), uri.ToString());

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment =>
        builder.WithReference(externalService.Resource.Name, externalService.Resource.Uri);

    /// <summary>Chooses what <c>WithReference</c> puts into this resource's environment.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment => builder.WithAnnotation(
            new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);

    private static IResourceBuilder<T> ReferenceEndpoints<T>(
        this IResourceBuilder<T> builder, IResourceWithEndpoints source, Func<EndpointAnnotation, bool> wanted, string name)
        where T : IResourceWithEnvironment =>
        builder.WithRelationship(source, KnownRelationshipTypes.Reference).WithEnvironment(context =>
        {
            foreach (var endpoint in source.Annotations.OfType<EndpointAnnotation>().Where(wanted))
            {
                if (builder.Injects(ReferenceEnvironmentInjectionFlags.Endpoints))
                    context.EnvironmentVariables[ResourceName.ToEnvironmentName($"{name}_{endpoint.Name}")] = new EndpointReference(source, endpoint);
                if (builder.Injects(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                    AddServiceDiscovery(context, source, endpoint, name);
            }
        });

    private static void AddServiceDiscovery(
        EnvironmentCallbackContext context, IResourceWithEndpoints source, EndpointAnnotation endpoint, string name)
    {
        // Endpoints named http and https are found by their scheme, all others by their own name.
        var key = endpoint.Name is "http" or "https" ? endpoint.UriScheme : endpoint.Name;
        context.EnvironmentVariables[$"services__{name}__{key}__0"] = new EndpointReference(source, endpoint);
        foreach (var (index, replica) in endpoint.Replicas.Index().Skip(1))
            context.EnvironmentVariables[$"services__{name}__{key}__{index}"] = replica.UriString;
    }

    private static bool Injects<T>(this IResourceBuilder<T> builder, ReferenceEnvironmentInjectionFlags flag)
        where T : IResource =>
        !builder.Resource.TryGetLastAnnotation<ReferenceEnvironmentInjectionAnnotation>(out var chosen) || chosen.Flags.HasFlag(flag);
}
