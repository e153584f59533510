using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Runs;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

/// <summary>The store as the dashboard has it, without the dashboard, in a folder of the test's own.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IHostedService _writer;

    private TestStore(ServiceProvider services) =>
        (_services, _writer) = (services, services.GetServices<IHostedService>().Single(service => service is StoreWriter));

    public StoreQueue Queue => _services.GetRequiredService<StoreQueue>();

    public StoreTicks Ticks => _services.GetRequiredService<StoreTicks>();

    public RunFolder Runs => _services.GetRequiredService<RunFolder>();

    public HubMetrics Hub => _services.GetRequiredService<HubMetrics>();

    public static async Task<TestStore> StartAsync(string folder, Action<TelemetryOptions>? configure = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddMetrics().AddSingleton(clock ?? TimeProvider.System).AddOptions<OtlpOptions>();
        services.AddSingleton<InFlight>().AddSingleton<HubMetrics>();
        services.AddTelemetryStore();
        services.Configure<TelemetryOptions>(options =>
        {
            options.Path = folder;
            configure?.Invoke(options);
        });
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        var store = new TestStore(services.BuildServiceProvider());
        await store._writer.StartAsync(CancellationToken.None);
        return store;
    }

    /// <summary>Returns when it is on disk.</summary>
    public async Task WriteAsync(TracesData? traces = null, LogsData? logs = null, MetricsData? metrics = null)
    {
        var before = Ticks.Counts;
        var refused = (traces is null ? 0 : Queue.Take(traces)) + (logs is null ? 0 : Queue.Take(logs)) + (metrics is null ? 0 : Queue.Take(metrics));
        if (refused > 0)
            throw new InvalidOperationException($"{refused} were refused.");
        await ReachAsync(new(
            before.Spans + (traces?.Count ?? 0), before.Logs + (logs?.Count ?? 0), before.Points + (metrics?.Count ?? 0)));
    }

    /// <summary>Returns when it was dropped.</summary>
    public async Task LoseAsync(TracesData traces)
    {
        var dropped = new TaskCompletionSource();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, itself) =>
            {
                if (instrument.Name == "suite.otlp.dropped" && instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
                    itself.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => dropped.TrySetResult());
        listener.Start();
        Queue.Take(traces);
        await dropped.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async Task ReachAsync(StoreCounts wanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var now = Ticks.Counts; now.Spans < wanted.Spans || now.Logs < wanted.Logs || now.Points < wanted.Points;)
            now = await Ticks.ChangedAsync(now, deadline.Token);
    }

    /// <summary>The present run, or another.</summary>
    public RunReader Open(string? run = null) => new(Runs.Find(run ?? Runs.Current!)!);

    public async ValueTask DisposeAsync()
    {
        await _writer.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
