using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;
using Suite.Hosting.Eventing;

namespace Suite.Hosting.Testing;

/// <summary>One run of an AppHost's program, held at its Build() until the test asks for the application.</summary>
internal sealed class AppHostRun(Assembly assembly, DistributedApplicationTestingBuilderOptions testing) : IDistributedApplicationTestingBuilder
{
    // Servers run as an unprivileged account, which must be able to reach their data: no private folder.
    private readonly string _data = Path.Combine(Path.GetTempPath(), $"suite-test-{Guid.NewGuid():n}");
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _described = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _build = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private BuildInterception? _interception;
    private Task _program = Task.CompletedTask;

    public ConfigurationManager Configuration => Builder.Configuration;

    public string AppHostDirectory => Builder.AppHostDirectory;

    public Assembly? AppHostAssembly => Builder.AppHostAssembly;

    public IHostEnvironment Environment => Builder.Environment;

    public IServiceCollection Services => Builder.Services;

    public DistributedApplicationExecutionContext ExecutionContext => Builder.ExecutionContext;

    public IDistributedApplicationEventing Eventing => Builder.Eventing;

    public IResourceCollection Resources => Builder.Resources;

    private DistributedApplicationBuilder Builder => _described.Task.Result;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => Builder.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => Builder.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public async Task StartAsync(Func<string[], Task> program, string[] args, CancellationToken cancel)
    {
        _interception = new BuildInterception
        {
            OnOptions = options =>
            {
                options.Assembly = assembly;
                options.DisableDashboard = !testing.EnableDashboard;
            },
            OnConfiguration = Configure,
            OnBuilding = builder =>
            {
                _described.TrySetResult(builder);
                _build.Task.GetAwaiter().GetResult();
            },
            OnBuilt = application =>
            {
                application.OnDisposed = DisposeAsync;
                _built.TrySetResult(application);
            },
        };
        _program = Task.Factory.StartNew(
            () => RunAsync(program, args), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        await _described.Task.WaitAsync(cancel);
    }

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        _build.TrySetResult();
        return await _built.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _build.TrySetResult();
        _interception?.Finish();
        await _program.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    private void Configure(ConfigurationManager configuration)
    {
        // Under what the test says: its arguments come last.
        var defaults = new Dictionary<string, string?>
        {
            ["Suite:Data"] = _data,
            ["DcpPublisher:RandomizePorts"] = "true",
        };
        ((IConfigurationBuilder)configuration).Sources.Insert(
            0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = defaults });
    }

    private async Task RunAsync(Func<string[], Task> program, string[] args)
    {
        BuildInterception.Current = _interception;
        try
        {
            await program(args);
            var early = new InvalidOperationException("The AppHost's program ended without calling Build().");
            _described.TrySetException(early);
            _built.TrySetException(early);
        }
        catch (Exception failure)
        {
            _described.TrySetException(failure);
            _built.TrySetException(failure);
        }
    }
}
