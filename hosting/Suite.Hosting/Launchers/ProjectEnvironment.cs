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

    // No OTEL_EXPORTER_OTLP_ENDPOINT: the program names the collector, or the AppHost's own environment does.
    private static void AddTelemetry(Dictionary<string, object> environment, IDistributedApplicationBuilder builder, ProjectResource project)
    {
        environment["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        environment["OTEL_SERVICE_NAME"] = project.Name;
        if (builder.Environment.EnvironmentName != "Development")
            return;
        environment["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        environment["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
        environment["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        environment["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        environment["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        environment["OTEL_TRACES_SAMPLER"] = "always_on";
        environment["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        environment["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
    }
}
