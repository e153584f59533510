using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

internal static class JsonSpanWriting
{
    public static void Write(Utf8JsonWriter json, Span span)
    {
        json.WriteStartObject();
        json.WriteId("traceId", span.TraceId);
        json.WriteId("spanId", span.SpanId);
        json.WriteId("parentSpanId", span.ParentId);
        json.WriteText("traceState", span.TraceState);
        json.WriteUnlessZero("flags", span.Flags);
        json.WriteText("name", span.Name);
        json.WriteUnlessZero("kind", (int)span.Kind);
        json.WriteNanos("startTimeUnixNano", span.StartNanos);
        json.WriteNanos("endTimeUnixNano", span.EndNanos);
        json.WriteAttributes(span.Attributes);
        if (span.Events.Length > 0)
            json.WriteArray("events", span.Events, WriteEvent);
        if (span.Links.Length > 0)
            json.WriteArray("links", span.Links, WriteLink);
        json.WriteStartObject("status");
        json.WriteText("message", span.StatusMessage);
        json.WriteUnlessZero("code", (int)span.Status);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, SpanEvent item)
    {
        json.WriteStartObject();
        json.WriteNanos("timeUnixNano", item.TimeNanos);
        json.WriteText("name", item.Name);
        json.WriteAttributes(item.Attributes);
        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, SpanLink link)
    {
        json.WriteStartObject();
        json.WriteId("traceId", link.TraceId);
        json.WriteId("spanId", link.SpanId);
        json.WriteText("traceState", link.TraceState);
        json.WriteAttributes(link.Attributes);
        json.WriteEndObject();
    }
}
