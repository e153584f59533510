using Suite.Dashboard.Otlp;

namespace Suite.Bench;

/// <summary>Who sends in <see cref="SampleTelemetry"/>: the suite's own services, the backend twice.</summary>
internal static class SampleServices
{
    public static readonly Source Web = Of("web", "tab-1");
    public static readonly Source Gateway = Of("gateway", "gateway-1");
    public static readonly Source[] Backends = [Of("backend", "backend-1"), Of("backend", "backend-2")];
    public static readonly Source ModelGateway = Of("model-gateway", "model-gateway-1");

    public static readonly IReadOnlyList<Source> All = [Web, Gateway, .. Backends, ModelGateway];

    public static readonly Scope Http = new("Microsoft.AspNetCore", "", []);
    public static readonly Scope HttpClient = new("System.Net.Http", "", []);
    public static readonly Scope Sql = new("Npgsql", "10.0.0", []);
    public static readonly Scope Redis = new("Suite.Redis", "", []);
    public static readonly Scope Jobs = new("Suite.Jobs", "", []);
    public static readonly Scope Models = new("Suite.Models", "", []);
    public static readonly Scope Browser = new("suite-web", "", []);

    private static Source Of(string service, string instance) => new(
    [
        new("service.name", AnyValue.Of(service)),
        new("service.namespace", AnyValue.Of("suite")),
        new("service.instance.id", AnyValue.Of(instance)),
        new("service.version", AnyValue.Of("1.0.0")),
        new("telemetry.sdk.name", AnyValue.Of("opentelemetry")),
    ]);
}
