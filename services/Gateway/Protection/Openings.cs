namespace Suite.Gateway.Protection;

/// <summary>How far the doors stand open to services that can do more than the public may ask of them.</summary>
internal static class Openings
{
    /// <summary>The header by which the telemetry hub knows its clients.</summary>
    public const string HubKeyHeader = "x-otlp-api-key";

    /// <summary>What the hub must know of a batch. No cookie and no address: it has no business with persons.</summary>
    public static readonly string[] TraceHeaders = ["Content-Type", "Content-Encoding", "Content-Length"];

    private static readonly PathString Queries = "/prometheus/api/v1";

    // Questions so long that they come as forms. Everything else that Prometheus takes by POST changes something.
    private static readonly string[] QueriesByPost =
        ["/query", "/query_range", "/query_exemplars", "/series", "/labels", "/format_query", "/parse_query"];

    /// <summary>Browsers send traces. Logs and metrics from them would be anybody's word in our charts and alerts.</summary>
    public static bool BrowserTraces(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Equals("/otlp/v1/traces");

    /// <summary>Whatever asks Prometheus; nothing that writes to it, stops it or looks inside its process.</summary>
    public static bool PrometheusReads(HttpRequest request)
    {
        // A slash that came as %2F is none to us and one to Prometheus: it would lead around the rules below.
        if (request.Path.Value!.Contains('%', StringComparison.Ordinal))
            return false;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return !request.Path.StartsWithSegments(Queries + "/admin") && !request.Path.StartsWithSegments("/prometheus/debug");
        return HttpMethods.IsPost(request.Method)
            && request.Path.StartsWithSegments(Queries, out var question)
            && QueriesByPost.Contains(question.Value);
    }
}
