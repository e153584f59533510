using System.Text.Json;
using Suite.Dashboard.Otlp.Json;

namespace Suite.Dashboard.Otlp;

/// <summary>What one JSON object held; a signal that it did not mention is empty.</summary>
internal sealed record OtlpBundle(TracesData Traces, MetricsData Metrics, LogsData Logs);

/// <summary>
/// OTLP in JSON: proto3's mapping with ids in hexadecimal digits. Request bodies of OTLP/HTTP and files of several signals
/// are read alike: an object with <c>resourceSpans</c>, <c>resourceMetrics</c> and <c>resourceLogs</c>, or some of them.
/// Unknown members are passed over.
/// </summary>
internal static class OtlpJson
{
    private static readonly JsonGroups<Span, SpanGroup> Spans =
        new("scopeSpans", "spans", JsonSpans.Read, (source, scope, items) => new(source, scope, items));

    private static readonly JsonGroups<Metric, MetricGroup> Metrics =
        new("scopeMetrics", "metrics", JsonMetrics.Read, (source, scope, items) => new(source, scope, items));

    private static readonly JsonGroups<LogRecord, LogGroup> Records =
        new("scopeLogs", "logRecords", JsonLogs.Read, (source, scope, items) => new(source, scope, items));

    /// <summary>Reads everything that <paramref name="body"/> holds, which must be one whole JSON object in UTF-8.</summary>
    /// <exception cref="OtlpFormatException">It is no JSON, or a value is not of its kind.</exception>
    public static OtlpBundle Read(ReadOnlySpan<byte> body, Decoding decoding)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            return Read(ref json, decoding);
        }
        catch (OtlpFormatException e)
        {
            throw Error(body, json.TokenStartIndex, e.Message);
        }
        catch (JsonException e)
        {
            throw Error(body, json.BytesConsumed, $"this is not JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws for an escaped half of a surrogate pair.
            throw Error(body, json.TokenStartIndex, "the text is not valid Unicode");
        }
    }

    /// <inheritdoc cref="JsonWriting.Write(Utf8JsonWriter, TracesData?, MetricsData?, LogsData?)"/>
    public static void Write(Utf8JsonWriter json, TracesData? traces = null, MetricsData? metrics = null, LogsData? logs = null) =>
        JsonWriting.Write(json, traces, metrics, logs);

    private static OtlpBundle Read(ref Utf8JsonReader json, Decoding decoding)
    {
        List<SpanGroup> spans = [];
        List<MetricGroup> metrics = [];
        List<LogGroup> records = [];
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            throw json.Unexpected("an object");
        while (json.NextName())
        {
            if (json.Is("resourceSpans"u8))
                spans.AddRange(Spans.Read(ref json, decoding));
            else if (json.Is("resourceMetrics"u8))
                metrics.AddRange(Metrics.Read(ref json, decoding));
            else if (json.Is("resourceLogs"u8))
                records.AddRange(Records.Read(ref json, decoding));
            else
                json.Skip();
        }
        // To the end: something behind the object is an error.
        while (json.Read())
        {
        }
        return new(new(spans), new(metrics), new(records));
    }

    private static OtlpFormatException Error(ReadOnlySpan<byte> body, long offset, string what)
    {
        var place = JsonPlace.At(body, offset);
        return new($"At byte {offset}{(place.Length > 0 ? $", in {place}" : "")}: {what}.");
    }
}
