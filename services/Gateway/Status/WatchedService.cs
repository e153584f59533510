namespace Suite.Gateway.Status;

/// <summary>A service whose state people want to see.</summary>
/// <param name="Name">A name of <c>services__…</c> configuration.</param>
/// <param name="Path">What a healthy one answers with success.</param>
internal sealed record WatchedService(string Name, string Path, string Endpoint = "http")
{
    public static readonly WatchedService[] All =
    [
        new("backend", "/health") { IsOurs = true },
        new("model-gateway", "/health") { IsOurs = true },
        new("web", "/"),
        new("dashboard", "/health") { IsOurs = true },
        new("otel-collector", "/", "otlp-http") { AnyAnswerWillDo = true },
        new("prometheus", "/prometheus/-/ready"),
        new("grafana", "/grafana/api/health"),
    ];

    /// <summary>Its /health says what it depends on.</summary>
    public bool IsOurs { get; init; }

    /// <summary>It has no page that says how it is; that it answers at all must do.</summary>
    public bool AnyAnswerWillDo { get; init; }

    /// <summary>Nothing works without it.</summary>
    public bool IsVital => Name == "backend";
}
