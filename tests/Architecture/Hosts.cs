using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Suite.Backend;
using Suite.Gateway;
using Suite.ModelGateway;
using Suite.ServiceDefaults;

namespace Suite.Tests.Architecture;

/// <summary>The real services, put together but not started: no server is needed to ask for their routes.</summary>
internal static class Hosts
{
    // Every watched file is one of the machine's few file watchers.
    private const string DoNotWatch = "--hostBuilder:reloadConfigOnChange=false";

    public static WebApplication Backend() => BackendHost.Build(["--ConnectionStrings:suitedb=Host=nowhere", DoNotWatch]);

    public static WebApplication ModelGateway()
    {
        var builder = WebApplication.CreateBuilder([DoNotWatch]);
        builder.AddServiceDefaults();
        builder.AddModelGateway();
        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapModelGateway();
        return app;
    }

    public static WebApplication Gateway()
    {
        var builder = WebApplication.CreateBuilder([DoNotWatch]);
        builder.AddServiceDefaults();
        builder.AddGateway();
        var app = builder.Build();
        app.UseGateway();
        return app;
    }

    public static IEnumerable<RouteEndpoint> Routes(this WebApplication app) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public static string Path(this RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    /// <summary>Empty when the route takes every method.</summary>
    public static string Method(this RouteEndpoint route) =>
        string.Join(',', route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []);
}
