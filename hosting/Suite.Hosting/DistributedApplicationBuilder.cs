using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;
using Suite.Hosting.Eventing;

namespace Suite.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly DistributedApplicationOptions _options;
    private readonly ResourceCollection _resources = [];
    private readonly BuildInterception? _interception = BuildInterception.Current;

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _options = options;
        _interception?.OnOptions(options);
        AppHostAssembly = options.Assembly
            ?? (options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly());
        AppHostDirectory = options.ProjectDirectory ?? AppHostMetadata.ProjectDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();

        _host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ContentRootPath = AppHostDirectory,
            ApplicationName = AppHostAssembly?.GetName().Name,
            EnvironmentName = EnvironmentName(),
        });
        _interception?.OnConfiguration(Configuration);
        Configuration["Suite:Data"] = DataFolder.Of(Configuration["Suite:Data"], AppHostDirectory);
        ExecutionContext = new DistributedApplicationExecutionContext(OperationOf(Configuration));
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public IResourceCollection Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _interception?.OnBuilding(this);
        if (_interception is not null)
            Services.AddSingleton(_interception);
        EngineRegistration.Add(this, _options);

        var application = new DistributedApplication(_host.Build());
        ExecutionContext.ServiceProvider = application.Services;
        _interception?.OnBuilt(application);
        return application;
    }

    // As its launch profile says, also where nobody applied that: in tests, or started as an assembly.
    private static string EnvironmentName() =>
        System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environments.Development;

    private static DistributedApplicationOperation OperationOf(ConfigurationManager configuration) =>
        string.Equals(configuration["operation"] ?? configuration["AppHost:Operation"], "publish", StringComparison.OrdinalIgnoreCase)
        || configuration["Publishing:Publisher"] is { Length: > 0 }
            ? DistributedApplicationOperation.Publish
            : DistributedApplicationOperation.Run;
}
