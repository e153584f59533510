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
/// variables. The frameworks report through their own sources and meters, which are listened to by name.
/// </summary>
internal static class TelemetryExport
{
    // "Suite.*" are ours; the last is what Microsoft.Extensions.AI calls its own.
    private static readonly string[] Sources =
        ["Suite.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Experimental.Microsoft.Extensions.AI"];

    private static readonly string[] Meters =
    [
        "Suite.*", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Net.NameResolution", "System.Runtime", "Npgsql", "Polly",
        "Yarp.*", "Experimental.Microsoft.Extensions.AI",
    ];

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;

        // ASP.NET Core names its spans fully only when asked to; the instrumentation package would do it otherwise.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var service = ServiceIdentity.Of(builder);

        builder.Services.AddHostedService(_ => new Exporter(service));
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = true;
            logs.SetResourceBuilder(ResourceBuilder.CreateDefault().AddSuite(service));
            logs.AddOtlpExporter();
        });
    }

    private static ResourceBuilder AddSuite(this ResourceBuilder resource, ServiceIdentity service) =>
        // The environment's attributes come last: the app host knows the instance better than we do.
        resource.AddService(service.Name, serviceNamespace: "suite", serviceVersion: service.Version).AddEnvironmentVariableDetector();

    /// <summary>Listens for as long as the host runs; what is still queued is sent when it stops.</summary>
    private sealed class Exporter(ServiceIdentity service) : IHostedService, IDisposable
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancel)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(resource => resource.AddSuite(service))
                .AddSource(Sources)
                .AddProcessor(new HealthProbeFilter())
                .AddOtlpExporter()
                .Build();
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureResource(resource => resource.AddSuite(service))
                .AddMeter(Meters)
                .AddOtlpExporter()
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

        public void Dispose()
        {
            _traces?.Dispose();
            _metrics?.Dispose();
        }
    }
}
