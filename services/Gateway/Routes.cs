namespace Suite.Gateway;

/// <summary>Everything that the suite's one public address leads to.</summary>
internal static class Routes
{
    /// <summary>The longest matching path wins, so the order here is for readers.</summary>
    public static readonly PublicRoute[] Table =
    [
        new("/models", "model-gateway") { StripPrefix = true, Entry = Entry.SignedIn, MaxBody = options => options.MaxModelInputBytes },
        new("/v1", "backend"),
        new("/otlp/v1", "otel-collector", "otlp-http") { StripFrom = "/otlp" },
        new("/api/assets", "backend") { MaxBody = options => options.MaxUploadBytes },
        new("/api", "backend"),
        new("/ws", "backend"),
        new("/grafana", "grafana") { Entry = Entry.Admin },
        new("/prometheus", "prometheus") { Entry = Entry.Admin },
        new("/dashboard", "dashboard") { StripPrefix = true, Entry = Entry.Admin },
        // In development only: built files are served from wwwroot instead. Vite answers only to its own host name.
        new("/", "web") { OriginalHost = false },
    ];
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

    public bool OriginalHost { get; init; } = true;

    public Func<GatewayOptions, long> MaxBody { get; init; } = options => options.MaxBodyBytes;
}
