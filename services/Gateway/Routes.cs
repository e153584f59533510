using System.Collections.Frozen;
using Yarp.ReverseProxy.Model;

namespace Suite.Gateway;

/// <summary>Everything that the suite's one public address leads to.</summary>
internal static class Routes
{
    /// <summary>The longest matching path wins, so the order here is for readers.</summary>
    public static readonly PublicRoute[] Table =
    [
        new("/models", "model-gateway") { StripPrefix = true, Entry = Entry.SignedIn, MaxBody = options => options.MaxModelInputBytes },
        new("/v1", "backend"),
        new("/otlp/v1", "otel-collector", "otlp-http") { StripFrom = "/otlp", Entry = Entry.SignedIn },
        new("/api/assets", "backend") { MaxBody = options => options.MaxUploadBytes },
        new("/api/products", "backend") { MaxBody = options => options.MaxUploadBytes },
        new("/api", "backend"),
        new("/ws", "backend"),
        new("/grafana", "grafana") { Entry = Entry.Admin, HasPages = true },
        new("/prometheus", "prometheus") { Entry = Entry.Admin, HasPages = true },
        new("/dashboard", "dashboard") { StripPrefix = true, Entry = Entry.Admin, HasPages = true },
        // In development only: built files are served from wwwroot instead. Vite answers only to its own host name.
        new("/", "web") { OriginalHost = false },
    ];

    private static readonly FrozenDictionary<string, PublicRoute> ByPath = Table.ToFrozenDictionary(row => row.Path);

    /// <summary>The row that the proxy took for this request; null when the gateway answers itself.</summary>
    public static PublicRoute? Of(HttpContext context) =>
        context.Features.Get<IReverseProxyFeature>() is { } proxy ? ByPath[proxy.Route.Config.RouteId] : null;
}

/// <summary>Who may pass. The backend looks after its own routes, so they are open here.</summary>
internal enum Entry
{
    Open,
    SignedIn,
    Admin,
}

/// <param name="Path">The public path and everything below it.</param>
/// <param name="Service">Who answers: a name of <c>services__…</c> configuration, and the name that problems use.</param>
/// <param name="Endpoint">Which of the service's endpoints.</param>
internal sealed record PublicRoute(string Path, string Service, string Endpoint = "http")
{
    /// <summary>The service sees the rest of the path and, in X-Forwarded-Prefix, what was taken off.</summary>
    public bool StripPrefix { get => StripFrom is not null; init => StripFrom = value ? Path : null; }

    public string? StripFrom { get; init; }

    public Entry Entry { get; init; } = Entry.Open;

    /// <summary>The service makes pages of its own, and knows best which scripts they need.</summary>
    public bool HasPages { get; init; }

    public bool OriginalHost { get; init; } = true;

    public Func<GatewayOptions, long> MaxBody { get; init; } = options => options.MaxBodyBytes;
}
