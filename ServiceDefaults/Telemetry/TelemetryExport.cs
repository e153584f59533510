using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Suite.ServiceDefaults;

/// <summary>
/// Traces, metrics and logs over OTLP. Protocol, headers, intervals and sampler come from the standard <c>OTEL_…</c>
/// variables. The frameworks report through their own sources and meters, which are listened to by name. What cannot be sent
/// waits in queues of a fixed length, on threads of the exporters' own: the service goes on without a collector.
/// </summary>
internal static class TelemetryExport
{
    // "Suite.*" are ours; the last is what Microsoft.Extensions.AI calls its own. YARP's source is left out: the request and the
    // call it makes are there already, and its health checks would be too.
    private static readonly string[] Sources =
        ["Suite.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Experimental.Microsoft.Extensions.AI"];

    // Of ASP.NET Core those that a dashboard asks for. The others (routing, authorization, memory pools) cost a measurement for every
    // request and repeat what the first says.
    private static readonly string[] Meters =
    [
        "Suite.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Diagnostics", "System.Net.Http", "System.Runtime", "Npgsql", "Experimental.Microsoft.Extensions.AI",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        // ASP.NET Core gives its spans OpenTelemetry's tags only when asked to; the instrumentation package would do it otherwise.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        // Around everything else, so that it sees what became of the request.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, RequestSpans>());
        var resource = ResourceOf(builder);

        builder.Services.AddHostedService(services => new Exporter(
            resource, services.GetServices<UntracedRequests>(), services.GetService<LoggerProvider>()));
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            logs.SetResourceBuilder(resource);
            logs.AddOtlpExporter();
        });
    }

    /// <summary>Who is speaking. Made once: an instance whose id nobody gave makes one up, and it must not be three.</summary>
    private static ResourceBuilder ResourceOf(IHostApplicationBuilder builder)
    {
        var service = ServiceIdentity.Of(builder);
        var made = ResourceBuilder.CreateDefault()
            .AddService(service.Name, serviceNamespace: "suite", serviceVersion: service.Version)
            .AddAttributes([new("deployment.environment", builder.Environment.EnvironmentName.ToLowerInvariant())])
            // The environment's attributes come last: the app host knows the instance better than we do.
            .AddEnvironmentVariableDetector()
            .Build();
        return ResourceBuilder.CreateEmpty().AddAttributes(made.Attributes);
    }

    /// <summary>Listens for as long as the host runs; what is still queued is sent when it stops.</summary>
    private sealed class Exporter(ResourceBuilder resource, IEnumerable<UntracedRequests> untraced, LoggerProvider? logs) : IHostedService, IDisposable
    {
        // Each would wait five seconds for a collector that is away, one after the other, and the app host kills after ten.
        private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(2);

        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancel)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(Sources)
                .AddProcessor(new HealthProbeFilter(untraced))
                .AddOtlpExporter()
                .Build();
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(Meters)
                .AddView(WithoutRepetition)
                .AddOtlpExporter()
                .Build();
            return Task.CompletedTask;
        }

        // It was the first to start, so it is the last to stop.
        public Task StopAsync(CancellationToken cancel) => Task.WhenAll(
            Task.Run(() => _traces?.Shutdown((int)LastChance.TotalMilliseconds), CancellationToken.None),
            Task.Run(() => _metrics?.Shutdown((int)LastChance.TotalMilliseconds), CancellationToken.None),
            Task.Run(() => logs?.Shutdown((int)LastChance.TotalMilliseconds), CancellationToken.None));

        public void Dispose()
        {
            _traces?.Dispose();
            _metrics?.Dispose();
        }

        // DatabaseCall measures operations by statement. The driver does by pool, with half a dozen measurements for each.
        private static MetricStreamConfiguration? WithoutRepetition(Instrument instrument) =>
            instrument.Meter.Name == "Npgsql" && instrument.Name.StartsWith("db.client.operation.", StringComparison.Ordinal)
                ? MetricStreamConfiguration.Drop
                : null;
    }
}
