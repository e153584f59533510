using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Suite.Gateway.Protection;
using Suite.Gateway.Proxy;
using Suite.Gateway.Sessions;
using Suite.Gateway.Status;
using Suite.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;

namespace Suite.Gateway;

internal static class GatewaySetup
{
    public static void AddGateway(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<GatewayOptions>()
            .BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // Which of these paths are the published systems' own, only the backend knows.
        services.AddSeedErrors("/api", "/ws");
        services.AddRateLimits();
        services.AddSingleton(new UntracedRequests(path => !Routes.IsTraced(path)));
        services.AddSingleton<WebFiles>();
        services.AddSingleton<SessionDesk>();
        services.AddHttpClient(SessionDesk.Client).ConfigureResilience(options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(3);
            options.TotalTimeout = TimeSpan.FromSeconds(8);
        });

        services.AddSingleton<IProxyConfigProvider, ProxyTable>();
        services.AddSingleton<ProxyMetrics>();
        var traced = !string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        services.AddReverseProxy().ConfigureHttpClient((_, handler) =>
        {
            handler.ConnectTimeout = TimeSpan.FromSeconds(5);
            // Nobody listens, so nothing need be carried on; the caller's own trace headers still pass.
            if (!traced)
                handler.ActivityHeadersPropagator = null;
        });
        // With this category on, ASP.NET Core makes a span for every request, whether or not anybody wants it.
        if (!traced)
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Anybody's browser on this machine, and any proxy beside the gateway, would be next door.
        services.PostConfigure<HealthOptions>(health => health.TrustLoopback = false);
        services.AddSingleton<IHealthAudience, Administrators>();
        services.AddStatus();
        services.AddHealthChecks().AddCheck<UpstreamHealthCheck>(UpstreamHealthCheck.Service, HealthStatus.Degraded);
    }

    /// <summary>The pipeline, outermost first.</summary>
    public static void UseGateway(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<ForeignHeaders>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRateLimiter();
        app.MapDefaultEndpoints();
        app.MapStatus();
        app.Services.GetRequiredService<WebFiles>().MapTo(app);
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<EndlessRequests>();
            proxy.UseMiddleware<UpstreamProblems>();
            proxy.UseMiddleware<ClosedPaths>();
            proxy.UseMiddleware<BodyLimit>();
            proxy.UseMiddleware<SessionGate>();
            proxy.UseMiddleware<Failover>();
            proxy.UseLoadBalancing();
        });
    }

    /// <summary>Believes X-Forwarded-For and -Proto of configured proxies, and of nobody else.</summary>
    private static void UseTrustedProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.TrustedProxies;
        if (trusted.Length == 0)
            return;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        // Loopback is believed by default, in both lists.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var address in trusted)
            forwarded.KnownProxies.Add(IPAddress.Parse(address));
        app.UseForwardedHeaders(forwarded);
    }
}
