using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;

namespace Suite.ServiceDefaults;

/// <summary>The name that a service goes by in health bodies, telemetry and database sessions.</summary>
internal sealed partial record ServiceIdentity(string Name, string Version)
{
    /// <summary>What the app host calls it, else the assembly's name: <c>Suite.ModelGateway</c> is <c>model-gateway</c>.</summary>
    public static ServiceIdentity Of(IHostApplicationBuilder builder) => new(
        builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : FromAssembly(builder.Environment.ApplicationName),
        Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3) ?? "0.0.0");

    internal static string FromAssembly(string assembly) =>
        WordStart().Replace(assembly[(assembly.LastIndexOf('.') + 1)..], "-").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
