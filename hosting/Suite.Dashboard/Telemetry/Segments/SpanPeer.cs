using Suite.Dashboard.Otlp;

namespace Suite.Dashboard.Telemetry.Segments;

/// <summary>
/// Whom a calling span talks to, for the service map, by the semantic conventions: <c>database:postgresql</c>,
/// <c>cache:redis</c>, <c>model:gpt-4o (openai)</c>, <c>messaging:kafka</c>, <c>external:example.org:443</c>; empty for spans that
/// call nobody.
/// The older names of the conventions are known too, because many libraries still send them.
/// </summary>
internal static class SpanPeer
{
    private static readonly string[] Caches = ["redis", "valkey", "memcached", "garnet"];

    public static string Of(Span span)
    {
        if (span.Kind is not (SpanKind.Client or SpanKind.Producer))
            return "";
        string? provider = null, model = null, database = null, messaging = null, peer = null, address = null, port = null;
        foreach (var (key, value) in span.Attributes)
        {
            switch (key)
            {
                case "gen_ai.provider.name" or "gen_ai.system":
                    provider = value.ToString();
                    break;
                case "gen_ai.request.model":
                    model = value.ToString();
                    break;
                case "db.system.name" or "db.system":
                    database = value.ToString();
                    break;
                case "messaging.system":
                    messaging = value.ToString();
                    break;
                case "peer.service" or "service.peer.name":
                    peer = value.ToString();
                    break;
                case "server.address" or "net.peer.name":
                    address = value.ToString();
                    break;
                case "server.port" or "net.peer.port":
                    port = value.ToString();
                    break;
            }
        }
        return provider is not null ? $"model:{(model is null ? provider : $"{model} ({provider})")}"
            : database is not null ? $"{(Caches.Contains(database) ? "cache" : "database")}:{peer ?? database}"
            : messaging is not null ? $"messaging:{peer ?? messaging}"
            : peer is not null ? $"external:{peer}"
            : address is not null ? $"external:{Endpoint(address, port)}" : "";
    }

    private static string Endpoint(string address, string? port)
    {
        var host = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;
        return port is null ? host : $"{host}:{port}";
    }
}
