using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Suite.ServiceDefaults;

/// <summary>
/// Writes <c>{"status","service",…public details}</c>, and for an <see cref="IHealthAudience"/> also the other details and
/// <c>"dependencies":[{"name","status","ms","since","reason"}]</c>.
/// </summary>
internal static class HealthBody
{
    public static async Task WriteAsync(HttpContext http, HealthReport report)
    {
        var isInside = await IsInsideAsync(http);
        var body = Beginning(http, report);
        foreach (var detail in http.RequestServices.GetServices<HealthDetail>().Where(detail => detail.IsPublic || isInside))
            body[detail.Name] = detail.Read();
        if (isInside)
            body["dependencies"] = report.Entries.Select(entry => ToDependency(entry.Key, entry.Value)).ToArray();
        await WriteAsync(http, body);
    }

    /// <summary>What <c>/alive</c> says: the process answers, and nothing else was looked at.</summary>
    public static Task WriteShortAsync(HttpContext http, HealthReport report) => WriteAsync(http, Beginning(http, report));

    private static Dictionary<string, object?> Beginning(HttpContext http, HealthReport report) => new()
    {
        ["status"] = report.Status,
        ["service"] = http.RequestServices.GetRequiredService<ServiceIdentity>().Name,
    };

    private static Task WriteAsync(HttpContext http, Dictionary<string, object?> body)
    {
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(body, SuiteJson.Options, "application/json", http.RequestAborted);
    }

    private static async ValueTask<bool> IsInsideAsync(HttpContext http)
    {
        foreach (var audience in http.RequestServices.GetServices<IHealthAudience>())
        {
            if (await audience.IncludesAsync(http))
                return true;
        }
        return false;
    }

    private static Dependency ToDependency(string name, HealthReportEntry entry) => new(
        name,
        entry.Status,
        Math.Round(entry.Duration.TotalMilliseconds, 1),
        entry.Data.GetValueOrDefault(HealthProbe.Since) as DateTimeOffset?,
        entry.Status == HealthStatus.Healthy ? null : entry.Description);

    private sealed record Dependency(string Name, HealthStatus Status, double Ms, DateTimeOffset? Since, string? Reason);
}
