using System.Text.Json;

namespace Suite.Dashboard.Otlp.Json;

/// <summary><c>opentelemetry.proto.trace.v1.Span</c></summary>
internal static class JsonSpans
{
    private static readonly string[] Kinds = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
    private static readonly string[] Codes = ["UNSET", "OK", "ERROR"];

    public static Span? Read(ref Utf8JsonReader json, Decoding decoding)
    {
        TraceId traceId = default;
        SpanId spanId = default, parentId = default;
        string traceState = "", name = "", message = "";
        long start = 0, end = 0;
        uint flags = 0;
        KeyValue[] attributes = [];
        SpanEvent[] events = [];
        SpanLink[] links = [];
        SpanKind kind = default;
        StatusCode code = default;

        if (!json.IsObject())
            return null;
        while (json.NextName())
        {
            if (json.Is("traceId"u8))
                traceId = json.TraceId();
            else if (json.Is("spanId"u8))
                spanId = json.SpanId();
            else if (json.Is("parentSpanId"u8))
                parentId = json.SpanId();
            else if (json.Is("traceState"u8))
                traceState = json.Text(decoding);
            else if (json.Is("name"u8))
                name = json.Text(decoding);
            else if (json.Is("kind"u8))
                kind = Known.KindOf(json.Enum("SPAN_KIND_", Kinds));
            else if (json.Is("startTimeUnixNano"u8))
                start = json.Nanos();
            else if (json.Is("endTimeUnixNano"u8))
                end = json.Nanos();
            else if (json.Is("attributes"u8))
                attributes = JsonAttributes.Read(ref json, decoding);
            else if (json.Is("events"u8))
                events = ReadEvents(ref json, decoding);
            else if (json.Is("links"u8))
                links = ReadLinks(ref json, decoding);
            else if (json.Is("status"u8))
                (code, message) = ReadStatus(ref json, decoding);
            else if (json.Is("flags"u8))
                flags = json.UInt32();
            else
                json.Skip();
        }

        var span = new Span
        {
            TraceId = traceId, SpanId = spanId, ParentId = parentId, TraceState = traceState, Name = name, Kind = kind,
            StartNanos = start, EndNanos = end, Attributes = attributes, Events = events, Links = links,
            Status = code, StatusMessage = message, Flags = flags,
        };
        return decoding.Accept(span) ? span : null;
    }

    private static (StatusCode Code, string Message) ReadStatus(ref Utf8JsonReader json, Decoding decoding)
    {
        StatusCode code = default;
        var message = "";
        if (!json.IsObject())
            return (code, message);
        while (json.NextName())
        {
            if (json.Is("code"u8))
                code = Known.CodeOf(json.Enum("STATUS_CODE_", Codes));
            else if (json.Is("message"u8))
                message = json.Text(decoding);
            else
                json.Skip();
        }
        return (code, message);
    }

    private static SpanEvent[] ReadEvents(ref Utf8JsonReader json, Decoding decoding)
    {
        List<SpanEvent> events = [];
        if (!json.IsArray())
            return [];
        while (json.NextItem())
        {
            if (json.IsObject())
                events.Add(ReadEvent(ref json, decoding));
        }
        return [.. events];
    }

    private static SpanEvent ReadEvent(ref Utf8JsonReader json, Decoding decoding)
    {
        decoding.Charge(Decoding.PartBytes);
        long time = 0;
        var name = "";
        KeyValue[] attributes = [];
        while (json.NextName())
        {
            if (json.Is("timeUnixNano"u8))
                time = json.Nanos();
            else if (json.Is("name"u8))
                name = json.Text(decoding);
            else if (json.Is("attributes"u8))
                attributes = JsonAttributes.Read(ref json, decoding);
            else
                json.Skip();
        }
        return new(time, name, attributes);
    }

    private static SpanLink[] ReadLinks(ref Utf8JsonReader json, Decoding decoding)
    {
        List<SpanLink> links = [];
        if (!json.IsArray())
            return [];
        while (json.NextItem())
        {
            if (json.IsObject())
                links.Add(ReadLink(ref json, decoding));
        }
        return [.. links];
    }

    private static SpanLink ReadLink(ref Utf8JsonReader json, Decoding decoding)
    {
        decoding.Charge(Decoding.PartBytes);
        TraceId traceId = default;
        SpanId spanId = default;
        var traceState = "";
        KeyValue[] attributes = [];
        while (json.NextName())
        {
            if (json.Is("traceId"u8))
                traceId = json.TraceId();
            else if (json.Is("spanId"u8))
                spanId = json.SpanId();
            else if (json.Is("traceState"u8))
                traceState = json.Text(decoding);
            else if (json.Is("attributes"u8))
                attributes = JsonAttributes.Read(ref json, decoding);
            else
                json.Skip();
        }
        return new(traceId, spanId, traceState, attributes);
    }
}
