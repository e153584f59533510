using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Engine;

/// <summary>
/// The application's OpenTelemetry collector where there are no containers: the dashboard's program receives, keeps and
/// exposes telemetry itself. It does so in the dashboard's own process, or, for an application without a dashboard, in a
/// process of its own (<see cref="Launchers.Native.OtelCollectorRecipe"/>), on the collector's ports and with its key.
/// </summary>
internal static class OtlpHub
{
    /// <summary>What the collector's container is told its key by (observability/collector.yaml).</summary>
    public const string KeyVariable = "OTLP_API_KEY";

    public const string GrpcEndpoint = "otlp-grpc";

    public static readonly IReadOnlyList<string> Images = ["otel/opentelemetry-collector-contrib", "otel/opentelemetry-collector"];

    public static ContainerResource? In(IEnumerable<IResource> resources) => resources.OfType<ContainerResource>().FirstOrDefault(Is);

    public static bool Is(IResource resource) =>
        resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault() is { } image && Images.Contains(image.Image);

    /// <summary>Has the dashboard's program listen at <paramref name="addressOf"/> the collector's endpoints.</summary>
    public static void Listen(IDictionary<string, object> environment, Func<string, object> addressOf, string dataFolder)
    {
        environment["OTLP__GRPCURL"] = addressOf(GrpcEndpoint);
        environment["OTLP__HTTPURL"] = addressOf("otlp-http");
        environment["OTLP__EXPOSITIONURL"] = addressOf("exposition");
        Keep(environment, dataFolder);
        TellOfItself(environment, addressOf(GrpcEndpoint));
    }

    /// <summary>
    /// Has the program take only what the collector in its container passes on, at <paramref name="own"/>: on every address,
    /// because a container cannot reach this machine's loopback. The hub asks for the key there.
    /// </summary>
    public static void ListenBehind(IDictionary<string, object> environment, EndpointReference own, ContainerResource collector, string dataFolder)
    {
        environment["OTLP__GRPCURL"] = ReferenceExpression.Create($"http://0.0.0.0:{own.Property(EndpointProperty.Port)}");
        environment["OTLP__HTTPURL"] = "";
        environment["OTLP__EXPOSITIONURL"] = "";
        Keep(environment, dataFolder);
        TellOfItself(environment, new EndpointReference(collector, GrpcEndpoint));
    }

    /// <summary>Asks senders for <paramref name="key"/>, and gives it to the program as one of them.</summary>
    public static void Lock(IDictionary<string, object> environment, object key)
    {
        environment["OTLP__APIKEY"] = key;
        environment["OTEL_EXPORTER_OTLP_HEADERS"] = key is ParameterResource parameter
            ? ReferenceExpression.Create($"x-otlp-api-key={parameter}")
            : $"x-otlp-api-key={key}";
    }

    /// <summary>The key that the collector's container would be given; null for a collector that asks for none.</summary>
    public static async Task<object?> KeyOfAsync(ContainerResource collector, EnvironmentCallbackContext asked)
    {
        var context = new EnvironmentCallbackContext(asked.ExecutionContext, collector, [], asked.CancellationToken) { Logger = asked.Logger };
        foreach (var annotation in collector.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        return context.EnvironmentVariables.GetValueOrDefault(KeyVariable);
    }

    private static void Keep(IDictionary<string, object> environment, string dataFolder) =>
        environment["TELEMETRY__PATH"] = Path.Combine(dataFolder, "telemetry");

    // What the hub measures of itself comes in by the door that it serves, which is shut by the time that it would try once more.
    private static void TellOfItself(IDictionary<string, object> environment, object endpoint)
    {
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        environment.Remove("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY");
    }
}
