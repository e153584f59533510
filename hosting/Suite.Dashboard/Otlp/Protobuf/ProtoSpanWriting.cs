using EventField = Suite.Dashboard.Otlp.Protobuf.Fields.SpanEvent;
using Field = Suite.Dashboard.Otlp.Protobuf.Fields.Span;
using LinkField = Suite.Dashboard.Otlp.Protobuf.Fields.SpanLink;

namespace Suite.Dashboard.Otlp.Protobuf;

internal static class ProtoSpanWriting
{
    public static void Write(ProtoWriter to, Span span)
    {
        to.WriteId(Field.TraceId, span.TraceId);
        to.WriteId(Field.SpanId, span.SpanId);
        to.WriteId(Field.ParentSpanId, span.ParentId);
        to.WriteText(Field.TraceState, span.TraceState);
        to.WriteText(Field.Name, span.Name);
        if (span.Kind != SpanKind.Unspecified)
            to.Varint(Field.Kind, (ulong)span.Kind);
        to.WriteNanos(Field.Start, span.StartNanos);
        to.WriteNanos(Field.End, span.EndNanos);
        to.WriteAttributes(Field.Attributes, span.Attributes);
        foreach (var item in span.Events)
            WriteEvent(to, item);
        foreach (var link in span.Links)
            WriteLink(to, link);
        WriteStatus(to, span);
        if (span.Flags != 0)
            to.Fixed32(Field.Flags, span.Flags);
    }

    private static void WriteEvent(ProtoWriter to, SpanEvent item)
    {
        var message = to.Begin(Field.Events);
        to.WriteNanos(EventField.Time, item.TimeNanos);
        to.WriteText(EventField.Name, item.Name);
        to.WriteAttributes(EventField.Attributes, item.Attributes);
        to.End(message);
    }

    private static void WriteLink(ProtoWriter to, SpanLink link)
    {
        var message = to.Begin(Field.Links);
        to.WriteId(LinkField.TraceId, link.TraceId);
        to.WriteId(LinkField.SpanId, link.SpanId);
        to.WriteText(LinkField.TraceState, link.TraceState);
        to.WriteAttributes(LinkField.Attributes, link.Attributes);
        to.End(message);
    }

    private static void WriteStatus(ProtoWriter to, Span span)
    {
        if (span.Status == StatusCode.Unset && span.StatusMessage.Length == 0)
            return;
        var message = to.Begin(Field.Status);
        to.WriteText(Fields.SpanStatus.Message, span.StatusMessage);
        to.Varint(Fields.SpanStatus.Code, (ulong)span.Status);
        to.End(message);
    }
}
