using Suite.Hosting.ApplicationModel;

namespace Suite.Hosting.Launchers;

/// <summary>The environment that every project gets before anything of its own.</summary>
internal static class ProjectEnvironment
{
    public static void Add(
        EnvironmentCallbackContext context, IDistributedApplicationBuilder builder, ProjectResource project, LaunchProfile profile)
    {
        var environment = context.EnvironmentVariables;
        AddTelemetry(environment, builder, project);
        environment["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        environment["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";

        if (profile.Name is not null)
            environment["DOTNET_LAUNCH_PROFILE"] = profile.Name;
        foreach (var (name, value) in profile.EnvironmentVariables)
            environment.TryAdd(name, value);
        environment.TryAdd("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName);
    }

    private static void AddTelemetry(Dictionary<string, object> environment, IDistributedApplicationBuilder builder, ProjectResource project)
    {
        environment["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        environment["OTEL_SERVICE_NAME"] = project.Name;
        if (Collector(builder) is { } collector)
        {
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint;
            environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = collector.Protocol;
        }

        if (builder.Environment.EnvironmentName != "Development")
            return;
        environment["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        environment["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        environment["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        environment["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        environment["OTEL_TRACES_SAMPLER"] = "always_on";
        environment["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
    }

    // Only what listens is named: exporting to nobody fills every service's log with failures.
    private static (string Endpoint, string Protocol)? Collector(IDistributedApplicationBuilder builder) =>
        builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] is { Length: > 0 } grpc ? (grpc, "grpc")
        : builder.Configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] is { Length: > 0 } http ? (http, "http/protobuf")
        : null;
}
