using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Suite.Dashboard.Exposition;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Pages;
using Suite.Dashboard.Resources;
using Suite.Dashboard.SignIn;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.TelemetryApi;
using Suite.ServiceDefaults;

namespace Suite.Dashboard;

internal static class DashboardSetup
{
    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DashboardOptions>()
            .BindConfiguration(DashboardOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        services.AddHttpClient<EngineClient>().ConfigureResilience(options => options.Retries = 0);
        services.AddSingleton<ResourceBoard>();
        services.AddSingleton<AddressBook>();
        services.AddHostedService(provider => provider.GetRequiredService<ResourceBoard>());
        services.AddHttpClient(SessionDesk.Client).ConfigureResilience(options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(3);
            options.TotalTimeout = TimeSpan.FromSeconds(5);
            options.Retries = 1;
        });
        services.AddSingleton<SessionDesk>();
        services.AddSingleton<LocalSessions>();
        // Who looks at traces would find mostly his own looking.
        services.AddSingleton(new UntracedRequests(_ => true));

        services.AddExposition();
        services.AddTelemetryStore();
        services.AddTelemetryApi();
        // After its consumers: it stops before them, and what it has taken is still kept.
        services.AddHub();
    }

    public static void UseDashboard(this WebApplication app)
    {
        app.UseMiddleware<PathPrefix>();
        app.UseMiddleware<PageHeaders>();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new EmbeddedFileProvider(Assembly.GetExecutingAssembly(), "Suite.Dashboard.Ui"),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
        // After the files: the sign-in page needs its style before anybody is signed in.
        app.UseMiddleware<SessionGuard>();
        app.UseRouting();

        app.MapDefaultEndpoints();
        app.MapSignIn();
        app.MapPages();
        var resources = app.MapGroup("/api/resources");
        resources.MapWatchResources();
        resources.MapWatchLogs();
        resources.MapSendCommand();
        resources.MapRevealVariable();
        app.MapTelemetryApi();
    }
}
