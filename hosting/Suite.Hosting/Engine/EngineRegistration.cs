using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Health;
using Suite.Hosting.Launchers;
using Suite.Hosting.Launchers.Native;
using Suite.Hosting.ResourceService;

namespace Suite.Hosting.Engine;

/// <summary>Puts the engine's parts together.</summary>
internal static class EngineRegistration
{
    public static void Add(DistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        var services = builder.Services;
        var tested = BuildInterception.Current is not null;
        services.AddSingleton(new EngineOptions
        {
            DataFolder = builder.Configuration["Suite:Data"]!,
            AppHostDirectory = builder.AppHostDirectory,
            NativeFolder = builder.Configuration["Suite:Native"] ?? AppHostMetadata.NativeFolder(builder.AppHostAssembly),
            DashboardAssembly = AppHostMetadata.DashboardAssembly(builder.AppHostAssembly),
            Configuration = AppHostMetadata.Configuration(builder.AppHostAssembly),
            Launcher = builder.Configuration["Suite:Launcher"] ?? "auto",
            RandomizePorts = builder.Configuration.GetValue("DcpPublisher:RandomizePorts", false),
            Quiet = tested,
        });
        services.AddSingleton(new DistributedApplicationModel(builder.Resources));
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddHealthChecks();
        AddLogging(services);
        AddLaunchers(services);

        // Without a dashboard nobody is there to start a failed resource again: whoever waits for it gives up. A test has no patience either.
        var hasDashboard = !options.DisableDashboard && Dashboard.TryAdd(builder);
        services.AddSingleton(provider => new WaitGate(
            provider.GetRequiredService<ResourceNotificationService>(),
            hasDashboard && !tested ? WaitBehavior.WaitOnResourceUnavailable : WaitBehavior.StopOnResourceUnavailable));
        services.AddSingleton<ResourceNotificationService>();
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton<ResourceCommandService>();
        services.AddSingleton<ConsoleReporter>();
        services.AddSingleton<PortAllocator>();
        services.AddSingleton<EndpointAllocator>();
        services.AddSingleton<ResourceHealth>();
        services.AddSingleton<EngineServices>();
        services.AddSingleton<ResourceApi>();
        services.AddHostedService<ApplicationEngine>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
    }

    private static void AddLaunchers(IServiceCollection services)
    {
        services.AddSingleton<NativeSetup>();
        services.AddSingleton<VolumeFolders>();
        services.AddSingleton<INativeRecipe, PostgresRecipe>();
        services.AddSingleton<INativeRecipe, RedisRecipe>();
        services.AddSingleton<INativeRecipe, OtelCollectorRecipe>();
        services.AddSingleton<INativeRecipe, PrometheusRecipe>();
        services.AddSingleton<INativeRecipe, GrafanaRecipe>();
        services.AddSingleton<NativeContainerLauncher>();
        services.AddSingleton<ProjectLauncher>();
        services.AddSingleton<ExecutableLauncher>();
        services.AddSingleton<LauncherSet>();
    }

    // The engine says what happens on the console itself; from the libraries below only trouble is wanted.
    private static void AddLogging(IServiceCollection services) => services.AddLogging(logging =>
    {
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        // It logs a failure to start with a stack trace; the message is said once, by the application.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    });
}
