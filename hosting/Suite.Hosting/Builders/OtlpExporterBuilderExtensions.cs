using Suite.Hosting.ApplicationModel;
using Suite.Hosting.Engine;

namespace Suite.Hosting;

public static class OtlpExporterBuilderExtensions
{
    /// <summary>
    /// Tells a container or program where the dashboard takes OTLP over gRPC, as <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and what it
    /// is called; nothing where no dashboard runs.
    /// </summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => builder.WithEnvironment(context =>
        {
            if (Dashboard.OtlpEndpointIn(builder.ApplicationBuilder.Resources) is not { } endpoint)
                return;
            var address = endpoint.Property(EndpointProperty.HostAndPort);
            context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = ReferenceExpression.Create($"http://{address}");
            context.EnvironmentVariables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            context.EnvironmentVariables["OTEL_SERVICE_NAME"] = builder.Resource.Name;
        });
}
