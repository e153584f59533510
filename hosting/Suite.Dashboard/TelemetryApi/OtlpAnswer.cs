using System.Text.Json;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Otlp.Json;

namespace Suite.Dashboard.TelemetryApi;

/// <summary>
/// Writes OTLP in JSON as it is read from disk, so that an answer of any size takes little memory. Signals that are null are left out.
/// </summary>
internal sealed record OtlpAnswer(
    IEnumerable<SpanGroup>? Spans = null, IEnumerable<LogGroup>? Logs = null, IEnumerable<MetricGroup>? Metrics = null)
{
    private const int FlushAt = 64 * 1024;

    /// <summary>As the whole answer.</summary>
    public async Task WriteAsync(HttpResponse response, CancellationToken cancel)
    {
        response.ContentType = "application/json";
        await WriteObjectAsync(response, cancel);
    }

    /// <summary>As one line of an answer that goes on.</summary>
    public async Task WriteLineAsync(HttpResponse response, CancellationToken cancel)
    {
        if (!response.HasStarted)
            response.ContentType = "application/x-ndjson";
        await WriteObjectAsync(response, cancel);
        await response.WriteAsync("\n", cancel);
        await response.Body.FlushAsync(cancel);
    }

    private async Task WriteObjectAsync(HttpResponse response, CancellationToken cancel)
    {
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        await WriteAsync(json, response, "resourceSpans", Spans, JsonWriting.WriteGroup, cancel);
        await WriteAsync(json, response, "resourceLogs", Logs, JsonWriting.WriteGroup, cancel);
        await WriteAsync(json, response, "resourceMetrics", Metrics, JsonWriting.WriteGroup, cancel);
        json.WriteEndObject();
    }

    private static async Task WriteAsync<T>(
        Utf8JsonWriter json, HttpResponse response, string name, IEnumerable<T>? groups, Action<Utf8JsonWriter, T> write, CancellationToken cancel)
    {
        if (groups is null)
            return;
        json.WriteStartArray(name);
        foreach (var group in groups)
        {
            write(json, group);
            if (json.BytesPending < FlushAt)
                continue;
            json.Flush();
            await response.BodyWriter.FlushAsync(cancel);
        }
        json.WriteEndArray();
    }
}
