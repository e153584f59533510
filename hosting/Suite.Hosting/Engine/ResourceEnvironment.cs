using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>A process's environment and arguments with every value resolved.</summary>
internal sealed record ResolvedEnvironment(
    IReadOnlyDictionary<string, string> Variables, string[] Arguments, IReadOnlySet<string> Secrets);

/// <summary>Runs a resource's environment and argument callbacks and resolves what they give.</summary>
internal sealed class ResourceEnvironment(
    DistributedApplicationExecutionContext execution, ValueProviderContext consumer, Func<IResource, bool> isSkipped)
{
    public async Task<ResolvedEnvironment> ResolveAsync(IResource resource, int replica, ILogger logger, CancellationToken cancel)
    {
        var context = new EnvironmentCallbackContext(execution, resource, [], cancel) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);

        var arguments = new List<object>();
        var argumentContext = new CommandLineArgsCallbackContext(arguments, resource, cancel) { ExecutionContext = execution };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await annotation.Callback(argumentContext);

        var variables = context.EnvironmentVariables;
        AddOwnEndpoints(resource, replica, variables);

        var resolved = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // What cannot run here has no address: its consumers see it as not configured.
        foreach (var (name, value) in variables.Where(variable => !NamesSkipped(variable.Value)))
            resolved[name] = await ResolveAsync(value, cancel);
        var texts = new List<string>();
        foreach (var argument in arguments)
            texts.Add(await ResolveAsync(argument, cancel));
        return new(resolved, [.. texts], variables.Where(variable => IsSecret(variable.Value)).Select(variable => variable.Key).ToHashSet());
    }

    // Where this very replica listens: its port is its own, unlike the rest of its environment.
    private static void AddOwnEndpoints(IResource resource, int replica, Dictionary<string, object> variables)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.Replicas.Count > replica).ToArray();
        foreach (var endpoint in endpoints)
        {
            foreach (var variable in endpoint.PortVariables)
                variables[variable] = $"{(resource is ContainerResource ? endpoint.TargetPort : null) ?? endpoint.Replicas[replica].Port}";
        }

        if (resource is not ProjectResource)
            return;
        var urls = endpoints.Where(endpoint => endpoint.UriScheme is "http" or "https").Select(endpoint => endpoint.Replicas[replica].UriString).ToArray();
        if (urls.Length > 0)
            variables.TryAdd("ASPNETCORE_URLS", string.Join(';', urls));
        variables.TryAdd("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={resource.Name}-{replica}");
    }

    private async Task<string> ResolveAsync(object value, CancellationToken cancel) => value switch
    {
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(consumer, cancel) ?? "",
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(consumer, cancel) ?? "",
        _ => value.ToString() ?? "",
    };

    private bool NamesSkipped(object value) => value switch
    {
        EndpointReference endpoint => isSkipped(endpoint.Resource),
        EndpointReferenceExpression part => isSkipped(part.Endpoint.Resource),
        IValueWithReferences made => made.References.Any(NamesSkipped),
        _ => false,
    };

    private static bool IsSecret(object value) => value switch
    {
        ParameterResource parameter => parameter.Secret,
        IResourceBuilder<ParameterResource> parameter => parameter.Resource.Secret,
        // An address names its resource, whose connection string would lead back here.
        EndpointReference or EndpointReferenceExpression => false,
        IValueWithReferences made => made.References.Any(IsSecret),
        _ => false,
    };
}
