using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary><c>opentelemetry.proto.logs.v1.LogRecord</c></summary>
internal static class JsonLogs
{
    // By value: UNSPECIFIED, TRACE, TRACE2, TRACE3, TRACE4, DEBUG … FATAL4.
    private static readonly string[] Severities =
    [
        "UNSPECIFIED",
        .. from level in new[] { "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" } from step in new[] { "", "2", "3", "4" } select level + step,
    ];

    public static LogRecord? Read(ref Utf8JsonReader json, Decoding decoding)
    {
        long time = 0, observed = 0;
        byte severity = 0;
        string severityText = "", eventName = "";
        AnyValue body = default;
        KeyValue[] attributes = [];
        TraceId traceId = default;
        SpanId spanId = default;
        uint flags = 0;

        if (!json.IsObject())
            return null;
        while (json.NextName())
        {
            if (json.Is("timeUnixNano"u8))
                time = json.Nanos();
            else if (json.Is("observedTimeUnixNano"u8))
                observed = json.Nanos();
            else if (json.Is("severityNumber"u8))
                severity = Known.SeverityOf(json.Enum("SEVERITY_NUMBER_", Severities));
            else if (json.Is("severityText"u8))
                severityText = json.Text(decoding);
            else if (json.Is("body"u8))
                body = JsonAttributes.ReadValue(ref json, decoding);
            else if (json.Is("attributes"u8))
                attributes = JsonAttributes.Read(ref json, decoding);
            else if (json.Is("traceId"u8))
                traceId = json.TraceId();
            else if (json.Is("spanId"u8))
                spanId = json.SpanId();
            else if (json.Is("flags"u8))
                flags = json.UInt32();
            else if (json.Is("eventName"u8))
                eventName = json.Text(decoding);
            else
                json.Skip();
        }
        return new LogRecord
        {
            TimeNanos = time, ObservedNanos = observed, Severity = severity, SeverityText = severityText, Body = body,
            Attributes = attributes, TraceId = traceId, SpanId = spanId, Flags = flags, EventName = eventName,
        };
    }
}
