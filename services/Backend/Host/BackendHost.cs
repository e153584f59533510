using Microsoft.AspNetCore.HttpOverrides;
using Suite.Access;
using Suite.Assets;
using Suite.Captioning;
using Suite.Charts;
using Suite.Jobs;
using Suite.Platform;
using Suite.Search;
using Suite.ServiceDefaults;

namespace Suite.Backend;

/// <summary>The backend, composed of its modules. Tests build the very same one.</summary>
public static class BackendHost
{
    private const string OpenApiPath = "/api/openapi.json";

    /// <summary>Within the ten seconds that Docker gives before it kills. The local engine gives five.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The backend, not started yet. Starting it migrates the database, lets the first admin in, starts the workers and then
    /// listens. <paramref name="configure"/> comes last and may replace what the modules have added.
    /// </summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Its own name also inside a test's process.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ApplicationName = typeof(BackendHost).Assembly.GetName().Name });
        HostVariables.Apply(builder.Configuration);

        builder.AddServiceDefaults();
        builder.AddPlatform();
        builder.AddAccess();
        builder.AddJobs();
        builder.AddAssets();
        builder.AddCaptioning();
        builder.AddCharts();
        builder.AddSearch();
        builder.Services.AddOpenApi(options => options.AddSchemaTransformer<EnumSchemas>());
        builder.Services.Configure<ForwardedHeadersOptions>(options => Proxies.Trust(options, builder.Configuration));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = LongestStop);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseWebSockets();
        app.UseRouting();
        app.UseAccess();

        app.MapDefaultEndpoints();
        app.MapOpenApi(OpenApiPath).WithSummary("This description, for programs.");
        app.MapPlatform();
        app.MapAccess();
        app.MapJobs();
        app.MapAssets();
        app.MapCaptioning();
        app.MapCharts();
        app.MapSearch();
        return app;
    }
}
