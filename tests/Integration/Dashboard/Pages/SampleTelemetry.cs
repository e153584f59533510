using System.Globalization;
using System.Text.Json.Nodes;

namespace Suite.Tests.Integration.Dashboard.Pages;

/// <summary>
/// A request as OTLP's JSON: from the web through the backend to a model, with a log of the backend's span and a histogram whose
/// exemplar is that span. <paramref name="word"/> stands in every text, so that a test can tell its own telemetry, or can be hostile.
/// </summary>
internal sealed class SampleTelemetry(string word, DateTimeOffset? at = null)
{
    private readonly long _start = ((at ?? TimeProvider.System.GetUtcNow().AddSeconds(-20)).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;

    public string TraceId { get; } = Hex(16);

    public string BackendSpan { get; } = Hex(8);

    public string WebSpan { get; } = Hex(8);

    public string Web => $"web {word}";

    public string Backend => $"backend {word}";

    public string LogText => $"Claimed 3 items {word}";

    public string Instrument => $"suite.sample.duration.{word}";

    /// <summary>Spans, logs and metrics in one document, as a file for an import has them.</summary>
    public JsonObject File() => new() { ["resourceSpans"] = Spans(), ["resourceLogs"] = Logs(), ["resourceMetrics"] = Metrics() };

    public JsonArray Spans() =>
    [
        Resource(Web, "scopeSpans", "spans", Span(WebSpan, "", $"upload {word}", 2, 0, 400)),
        Resource(Backend, "scopeSpans", "spans",
            Span(BackendSpan, WebSpan, $"POST /api/assets {word}", 2, 50, 300, ("http.route", $"/api/assets/{word}")),
            Span(Hex(8), BackendSpan, $"chat moondream2 {word}", 3, 100, 150, ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "local"),
                ("gen_ai.request.model", $"moondream2 {word}"), ("gen_ai.input.messages", $"Describe {word}"), ("gen_ai.output.messages", $"A dog {word}"))),
    ];

    public JsonArray Logs() =>
    [
        Resource(Backend, "scopeLogs", "logRecords", new JsonObject
        {
            ["timeUnixNano"] = Text(_start + 60_000_000),
            ["severityNumber"] = 17,
            ["severityText"] = "Error",
            ["body"] = Value(LogText),
            ["attributes"] = Attributes(("Queue", $"captions {word}")),
            ["traceId"] = TraceId,
            ["spanId"] = BackendSpan,
        }),
    ];

    public JsonArray Metrics() =>
    [
        Resource(Backend, "scopeMetrics", "metrics", new JsonObject
        {
            ["name"] = Instrument,
            ["unit"] = "s",
            ["description"] = $"How long {word} took",
            ["histogram"] = new JsonObject { ["aggregationTemporality"] = 1, ["dataPoints"] = new JsonArray(Point(0), Point(5), Point(10)) },
        }),
    ];

    private JsonObject Point(int second) => new()
    {
        ["startTimeUnixNano"] = Text(_start + ((second - 5) * 1_000_000_000L)),
        ["timeUnixNano"] = Text(_start + (second * 1_000_000_000L)),
        ["count"] = "4",
        ["sum"] = 1.2,
        ["explicitBounds"] = new JsonArray(0.1, 0.5, 1),
        ["bucketCounts"] = new JsonArray("1", "2", "1", "0"),
        ["attributes"] = Attributes(("route", $"/api/{word}")),
        ["exemplars"] = new JsonArray(new JsonObject
        {
            ["timeUnixNano"] = Text(_start + (second * 1_000_000_000L)), ["asDouble"] = 0.3, ["traceId"] = TraceId, ["spanId"] = BackendSpan,
        }),
    };

    private JsonObject Span(string id, string parent, string name, int kind, int startMs, int lengthMs, params (string, string)[] attributes) => new()
    {
        ["traceId"] = TraceId,
        ["spanId"] = id,
        ["parentSpanId"] = parent,
        ["name"] = name,
        ["kind"] = kind,
        ["startTimeUnixNano"] = Text(_start + (startMs * 1_000_000L)),
        ["endTimeUnixNano"] = Text(_start + ((startMs + lengthMs) * 1_000_000L)),
        ["attributes"] = Attributes(attributes),
    };

    private JsonObject Resource(string service, string scopes, string items, params JsonNode[] content) => new()
    {
        ["resource"] = new JsonObject { ["attributes"] = Attributes(("service.name", service), ("service.instance.id", $"one {word}")) },
        [scopes] = new JsonArray(new JsonObject { ["scope"] = new JsonObject { ["name"] = $"Suite.{word}" }, [items] = new JsonArray(content) }),
    };

    private static JsonArray Attributes(params (string Key, string Value)[] attributes) =>
        new([.. attributes.Select(attribute => new JsonObject { ["key"] = attribute.Key, ["value"] = Value(attribute.Value) })]);

    private static JsonObject Value(string text) => new() { ["stringValue"] = text };

    private static string Hex(int bytes) => Guid.NewGuid().ToString("n")[..(2 * bytes)];

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
