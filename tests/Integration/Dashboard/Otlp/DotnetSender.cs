using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Suite.Tests.Integration.Dashboard.Otlp;

/// <summary>Sends what Exporters/send.mjs sends, with the official .NET exporter.</summary>
internal static class DotnetSender
{
    /// <returns>Whether spans and metrics were delivered; log records are flushed, but the SDK does not say how it went.</returns>
    public static bool Send(OtlpExportProtocol protocol, Uri address, string key)
    {
        var resource = ResourceBuilder.CreateEmpty().AddService("dotnet", autoGenerateServiceInstanceId: false);
        var name = $"Suite.Tests.Exporter.{protocol}";
        using var source = new ActivitySource(name, "1.0");
        using var meter = new Meter(name);
        using var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(name).AddOtlpExporter(To("traces")).Build();
        using var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(name)
            .SetExemplarFilter(ExemplarFilterType.TraceBased)
            .AddView("wait", new Base2ExponentialBucketHistogramConfiguration())
            .AddView("price", new ExplicitBucketHistogramConfiguration { Boundaries = [1, 10] })
            .AddOtlpExporter(To("metrics")).Build();
        using var logs = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options => options.SetResourceBuilder(resource).AddOtlpExporter(To("logs"))));

        using (source.StartActivity("checkout", ActivityKind.Server))
        using (var pay = source.StartActivity("pay", ActivityKind.Client)!)
        {
            pay.AddEvent(new ActivityEvent("card refused"));
            pay.SetStatus(ActivityStatusCode.Error, "no money");
            meter.CreateCounter<long>("orders", "{order}", "Orders placed.").Add(5, new KeyValuePair<string, object?>("country", "de"));
            meter.CreateHistogram<double>("price", "By").Record(4);
            var wait = meter.CreateHistogram<double>("wait", "s");
            foreach (var seconds in new[] { 0, 0.1, 0.2, 4 })
                wait.Record(seconds);
            logs.CreateLogger("till").LogError("Card {Card} refused", "visa");
        }
        logs.Dispose();
        return traces.ForceFlush(60_000) && metrics.ForceFlush(60_000);

        Action<OtlpExporterOptions> To(string signal) => options =>
        {
            options.Protocol = protocol;
            options.TimeoutMilliseconds = 60_000;
            options.Endpoint = protocol == OtlpExportProtocol.Grpc ? address : new Uri(address, $"/v1/{signal}");
            options.Headers = $"x-otlp-api-key={key}";
        };
    }
}
