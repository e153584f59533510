using System.Collections.Frozen;
using Suite.Gateway.Protection;
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
        new("/otlp/v1", "otel-collector", "otlp-http")
        {
            StripFrom = "/otlp",
            Entry = Entry.SignedIn,
            Takes = Openings.BrowserTraces,
            PassedHeaders = Openings.TraceHeaders,
            Key = options => new(Openings.HubKeyHeader, options.OtlpApiKey),
            RateLimit = RateLimits.BrowserTraces,
            MaxBody = options => options.MaxTraceBytes,
            IsSpare = true,
            IsTraced = false,
        },
        new("/api/assets", "backend") { MaxBody = options => options.MaxUploadBytes },
        new("/api/products", "backend") { MaxBody = options => options.MaxUploadBytes },
        new("/api", "backend"),
        new("/ws", "backend"),
        new("/grafana", "grafana") { Entry = Entry.Admin, HasPages = true, IsTraced = false },
        new("/prometheus", "prometheus") { Entry = Entry.Admin, HasPages = true, Takes = Openings.PrometheusReads, IsTraced = false },
        new("/dashboard", "dashboard") { StripPrefix = true, Entry = Entry.Admin, HasPages = true, IsTraced = false },
        // In development only: built files are served from wwwroot instead. Vite answers only to its own host name.
        new("/", "web") { OriginalHost = false, IsTraced = false },
    ];

    private static readonly FrozenDictionary<string, PublicRoute> ByPath = Table.ToFrozenDictionary(row => row.Path);

    private static readonly PublicRoute[] LongestFirst = [.. Table.OrderByDescending(row => row.Path.Length)];

    /// <summary>The row that the proxy took for this request; null when the gateway answers itself.</summary>
    public static PublicRoute? Of(HttpContext context) =>
        context.Features.Get<IReverseProxyFeature>() is { } proxy ? ByPath[proxy.Route.Config.RouteId] : null;

    /// <summary>Whether requests of the path belong in traces; asked before the proxy has chosen its row.</summary>
    public static bool IsTraced(PathString path) => Array.Find(LongestFirst, row => row.Path == "/" || path.StartsWithSegments(row.Path))!.IsTraced;
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

    /// <summary>False for what those see who observe, and for the files of pages: it would bury what people do.</summary>
    public bool IsTraced { get; init; } = true;

    /// <summary>What of the service is open to the public; everything else is 404.</summary>
    public Func<HttpRequest, bool> Takes { get; init; } = _ => true;

    /// <summary>The only headers of the caller that the service sees; null: all but those that <c>ForeignHeaders</c> takes off.</summary>
    public string[]? PassedHeaders { get; init; }

    /// <summary>A header by which the service knows the gateway. Nobody else's value for it passes.</summary>
    public Func<GatewayOptions, KeyValuePair<string, string?>>? Key { get; init; }

    /// <summary>A rate limit of its own, beside everybody's.</summary>
    public string? RateLimit { get; init; }

    /// <summary>
    /// Nobody needs the answer. While the service is away it is left alone for some seconds and every request is 503 at once:
    /// it must not keep connections of the gateway busy.
    /// </summary>
    public bool IsSpare { get; init; }

    public Func<GatewayOptions, long> MaxBody { get; init; } = options => options.MaxBodyBytes;
}
