using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Suite.ServiceDefaults;

/// <summary>Writes <c>{"status","service",…details,"dependencies":[{"name","status","ms","reason"}]}</c>.</summary>
internal static class HealthBody
{
    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var services = http.RequestServices;
        var body = new Dictionary<string, object?>
        {
            ["status"] = report.Status,
            ["service"] = services.GetRequiredService<ServiceIdentity>().Name,
        };
        foreach (var detail in services.GetServices<HealthDetail>())
            body[detail.Name] = detail.Read();
        body["dependencies"] = report.Entries.Select(entry => new Dependency(
            entry.Key,
            entry.Value.Status,
            Math.Round(entry.Value.Duration.TotalMilliseconds, 1),
            entry.Value.Status == HealthStatus.Healthy ? null : entry.Value.Description)).ToArray();

        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(body, SuiteJson.Options, "application/json", http.RequestAborted);
    }

    private sealed record Dependency(string Name, HealthStatus Status, double Ms, string? Reason);
}
