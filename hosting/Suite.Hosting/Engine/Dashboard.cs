using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Eventing;
using Suite.Hosting.Launchers;
using Suite.Hosting.ResourceService;

namespace Suite.Hosting.Engine;

/// <summary>
/// Adds the dashboard's process, which the program itself does not mention. Without containers it is the telemetry hub too;
/// with them the collector passes on to it what it receives.
/// </summary>
internal static class Dashboard
{
    public const string Name = "dashboard";

    private const string OtlpEndpoint = "otlp";
    private const int DefaultPort = 18888;
    // The dashboard takes the web app's sign-in link too, when the backend is not there to take it.
    private const string SignInToken = "sign-in-token";

    public static bool Is(IResource resource) => resource.Name == Name;

    /// <summary>False when the AppHost was built without a dashboard, has one of its own, or only describes the application.</summary>
    public static bool TryAdd(DistributedApplicationBuilder builder)
    {
        var project = AppHostMetadata.DashboardProject(builder.AppHostAssembly);
        if (project is null || builder.ExecutionContext.IsPublishMode || builder.Resources.TryGetByName(Name, out _))
            return false;

        var others = builder.Resources.OfType<ProjectResource>().ToArray();
        var dashboard = new ProjectResource(Name);
        var resource = builder.AddResource(dashboard)
            .WithAnnotation(new DashboardMetadata(project, AppHostMetadata.DashboardAssembly(builder.AppHostAssembly) ?? ""))
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Project", IsHidden = true })
            .WithHttpEndpoint(port: PortOf(builder.Configuration))
            .WithEnvironment(context => ProjectEnvironment.Add(context, builder, dashboard, LaunchProfile.Read(project, null)))
            .WithEnvironment(context => AddResourceService(context, builder))
            .WithHttpHealthCheck("/alive");
        if (OtlpHub.In(builder.Resources) is { } collector)
            AddHub(resource, collector, builder);
        foreach (var other in others)
        {
            // The dashboard asks the backend about sessions; the gateway leads to the dashboard.
            var builderOfOther = builder.CreateResourceBuilder(other);
            resource.WithReference(builderOfOther);
            builderOfOther.WithReference(resource);
        }

        return true;
    }

    /// <summary>Where the dashboard takes OTLP over gRPC; null where none runs, or none that takes any.</summary>
    public static EndpointReference? OtlpEndpointIn(IResourceCollection resources)
    {
        if (!resources.TryGetByName(Name, out var dashboard))
            return null;
        var own = new EndpointReference((IResourceWithEndpoints)dashboard, OtlpEndpoint);
        return own.Exists ? own : OtlpHub.In(resources) is { } collector ? new EndpointReference(collector, OtlpHub.GrpcEndpoint) : null;
    }

    private static void AddResourceService(EnvironmentCallbackContext context, DistributedApplicationBuilder builder)
    {
        var api = context.ExecutionContext.ServiceProvider.GetRequiredService<ResourceApi>();
        context.EnvironmentVariables["DASHBOARD__RESOURCESERVICE__URL"] = api.Address;
        context.EnvironmentVariables["DASHBOARD__RESOURCESERVICE__APIKEY"] = api.Key;
        if (builder.Resources.TryGetByName(SignInToken, out var token) && token is ParameterResource)
            context.EnvironmentVariables["DASHBOARD__SIGNINTOKEN"] = token;
    }

    private static void AddHub(IResourceBuilder<ProjectResource> dashboard, ContainerResource collector, DistributedApplicationBuilder builder)
    {
        // A collector in a container has its ports itself. What it passes on needs another, and no HTTP one: the pages would answer there.
        builder.Eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            if (start.Services.GetRequiredService<LauncherSet>().UsesContainers)
                dashboard.WithEndpoint(scheme: "tcp", name: OtlpEndpoint);
            return Task.CompletedTask;
        });
        // Elsewhere it has no process that its ports would be released for.
        builder.Eventing.Subscribe<BeforeResourceStartedEvent>(dashboard.Resource, (start, _) =>
        {
            if (!start.Services.GetRequiredService<LauncherSet>().UsesContainers)
                start.Services.GetRequiredService<PortAllocator>().ReleaseAll(collector);
            return Task.CompletedTask;
        });
        dashboard.WithEnvironment(async context =>
        {
            var services = context.ExecutionContext.ServiceProvider;
            var data = services.GetRequiredService<EngineOptions>().DataFolder;
            if (services.GetRequiredService<LauncherSet>().UsesContainers)
                OtlpHub.ListenBehind(context.EnvironmentVariables, new EndpointReference(dashboard.Resource, OtlpEndpoint), collector, data);
            else
                OtlpHub.Listen(context.EnvironmentVariables, endpoint => new EndpointReference(collector, endpoint), data);
            if (await OtlpHub.KeyOfAsync(collector, context) is { } key)
                OtlpHub.Lock(context.EnvironmentVariables, key);
        });
    }

    // As under Aspire, the AppHost's own address is the dashboard's.
    private static int PortOf(ConfigurationManager configuration) =>
        Uri.TryCreate((configuration["ASPNETCORE_URLS"] ?? "").Split(';')[0], UriKind.Absolute, out var address) ? address.Port : DefaultPort;

    private sealed class DashboardMetadata(string projectPath, string assemblyPath) : IProjectMetadata
    {
        public string ProjectPath { get; } = projectPath;

        public string AssemblyPath { get; } = assemblyPath;
    }
}
