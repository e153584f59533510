using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace Suite.Tests.Integration.Dashboard.Otlp;

/// <summary>A service that goes on making spans, whoever listens.</summary>
internal sealed class DotnetTracer : IDisposable
{
    private readonly ActivitySource _source = new("Suite.Tests.Tracer");
    private readonly TracerProvider _provider;

    public DotnetTracer(Uri address) => _provider = Sdk.CreateTracerProviderBuilder()
        .AddSource(_source.Name)
        .AddOtlpExporter(options => (options.Protocol, options.Endpoint, options.TimeoutMilliseconds) = (OtlpExportProtocol.Grpc, address, 30_000))
        .Build();

    /// <summary>Makes a span and has it sent, or not.</summary>
    public void Trace(string name)
    {
        _source.StartActivity(name)!.Dispose();
        _provider.ForceFlush(60_000);
    }

    public void Dispose()
    {
        _provider.Dispose();
        _source.Dispose();
    }
}
