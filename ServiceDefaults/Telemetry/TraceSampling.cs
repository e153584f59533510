using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Suite.ServiceDefaults;

/// <summary>
/// Which part of all traces is recorded, by the standard variables (<c>OTEL_TRACES_SAMPLER</c>, <c>OTEL_TRACES_SAMPLER_ARG</c>): for those
/// who begin traces outside of our processes. Whatever comes with a decision of its own is followed by the services.
/// </summary>
public static class TraceSampling
{
    /// <summary>0 to 1; 0 also where traces are sent nowhere.</summary>
    public static double RatioOf(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return 0;
        var sampler = configuration["OTEL_TRACES_SAMPLER"] ?? "";
        if (sampler.EndsWith("always_off", StringComparison.Ordinal))
            return 0;
        return sampler.EndsWith("traceidratio", StringComparison.Ordinal)
            && double.TryParse(configuration["OTEL_TRACES_SAMPLER_ARG"], NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio)
                ? Math.Clamp(ratio, 0, 1)
                : 1;
    }
}
