using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Dashboard.Exposition;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Otlp;

namespace Suite.Tests.Integration.Dashboard.Exposition;

/// <summary>The hub's port for Prometheus, on a real socket; most tests hand over themselves what would be received.</summary>
internal sealed class ExposingHub(IHost host) : IAsyncDisposable
{
    private readonly ITelemetryConsumer _exposition = host.Services.GetServices<ITelemetryConsumer>().Single(consumer => consumer.Name == "exposition");

    public Uri Address { get; } = host.Services.GetRequiredService<HubServer>().AddressOf(Listener.Exposition)!;

    /// <summary>Where exporters deliver, over HTTP.</summary>
    public Uri Receiver { get; } = host.Services.GetRequiredService<HubServer>().AddressOf(Listener.Http)!;

    /// <summary>As Prometheus names a target.</summary>
    public string Target => Address.Authority;

    public static async Task<ExposingHub> StartAsync(int port = 0, string host = "127.0.0.1", string? key = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Otlp:GrpcUrl"] = "",
            ["Otlp:HttpUrl"] = "http://127.0.0.1:0",
            ["Otlp:ExpositionUrl"] = $"http://{host}:{port}",
            ["Otlp:ApiKey"] = key,
        });
        builder.Logging.ClearProviders();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHub();
        builder.Services.AddExposition();
        var built = builder.Build();
        await built.StartAsync();
        return new ExposingHub(built);
    }

    /// <summary>Takes metrics of the instance <c>suite/backend</c> <c>0</c>.</summary>
    /// <returns>How many points were refused.</returns>
    public int Take(params Metric[] metrics) => _exposition.Take(new MetricsData([new MetricGroup(Backend, AnyScope, metrics)]));

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private static Scope AnyScope { get; } = new("Suite.Test", "1.0", []);

    private static Source Backend { get; } = new(
    [
        new("service.namespace", AnyValue.Of("suite")), new("service.name", AnyValue.Of("backend")), new("service.instance.id", AnyValue.Of("0")),
        new("host.name", AnyValue.Of("attic")),
    ]);
}
