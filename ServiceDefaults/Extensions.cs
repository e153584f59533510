using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Suite.ServiceDefaults;

/// <summary>What every service of the suite has in common.</summary>
public static class Extensions
{
    /// <summary>
    /// Call it first. Adds telemetry (exported when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set), health checks, problem
    /// details around the whole pipeline, the suite's JSON, and for every HttpClient of the factory service discovery
    /// (<c>http://backend</c>) and resilience (<see cref="HttpResilienceOptions"/>).
    /// </summary>
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        builder.Services.TryAddSingleton(TimeProvider.System);
        // Sockets and event streams do not end by themselves; the default would hold up Ctrl-C for half a minute.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton(ServiceIdentity.Of(builder));
        builder.Services.ConfigureHttpJsonOptions(options => SuiteJson.Configured(options.SerializerOptions));
        HealthSetup.AddTo(builder.Services);
        ProblemPipeline.AddTo(builder.Services);
        HttpClientDefaults.AddTo(builder.Services);
        builder.AddConsoleLines();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>
    /// <c>/health</c>: whether the service can do its work (503 when not); <c>/alive</c>: whether the process answers at all.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        HealthSetup.MapTo(app);
        return app;
    }

    private static void AddConsoleLines(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss.fff ";
        });
        // At the bottom of the configuration, so that any file or variable still overrides them.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Npgsql"] = "Warning",
                ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
                ["Logging:LogLevel:Polly"] = "Warning",
                // Written as an error at every look, starting up included; /health itself and the services say what is wrong.
                ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
                ["Logging:LogLevel:Yarp"] = "Error",
            },
        });
    }
}
