using EventField = Suite.Dashboard.Otlp.Protobuf.Fields.SpanEvent;
using Field = Suite.Dashboard.Otlp.Protobuf.Fields.Span;
using LinkField = Suite.Dashboard.Otlp.Protobuf.Fields.SpanLink;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary><c>opentelemetry.proto.trace.v1.Span</c></summary>
internal static class ProtoSpans
{
    public static Span? Read(ProtoReader message, Decoding decoding)
    {
        TraceId traceId = default;
        SpanId spanId = default, parentId = default;
        string traceState = "", name = "", text = "";
        long start = 0, end = 0;
        uint flags = 0;
        SpanKind kind = default;
        StatusCode code = default;
        List<SpanEvent>? events = null;
        List<SpanLink>? links = null;
        var mark = decoding.MarkPairs();

        while (message.Next())
        {
            switch (message.Field)
            {
                case Field.TraceId:
                    traceId = TraceId.Read(message.Bytes());
                    break;
                case Field.SpanId:
                    spanId = SpanId.Read(message.Bytes());
                    break;
                case Field.TraceState:
                    traceState = decoding.Text(message.Bytes());
                    break;
                case Field.ParentSpanId:
                    parentId = SpanId.Read(message.Bytes());
                    break;
                case Field.Name:
                    name = decoding.Text(message.Bytes());
                    break;
                case Field.Kind:
                    kind = Known.KindOf(message.Int64());
                    break;
                case Field.Start:
                    start = message.Nanos();
                    break;
                case Field.End:
                    end = message.Nanos();
                    break;
                case Field.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                case Field.Events:
                    (events ??= []).Add(ReadEvent(message.Message("Span.Event"), decoding));
                    break;
                case Field.Links:
                    (links ??= []).Add(ReadLink(message.Message("Span.Link"), decoding));
                    break;
                case Field.Status:
                    (code, text) = ReadStatus(message.Message("Status"), decoding);
                    break;
                case Field.Flags:
                    flags = message.Fixed32();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        var span = new Span
        {
            TraceId = traceId, SpanId = spanId, ParentId = parentId, TraceState = traceState, Name = name, Kind = kind,
            StartNanos = start, EndNanos = end, Attributes = decoding.TakePairs(mark), Events = events is null ? [] : [.. events],
            Links = links is null ? [] : [.. links], Status = code, StatusMessage = text, Flags = flags,
        };
        return decoding.Accept(span) ? span : null;
    }

    private static (StatusCode Code, string Message) ReadStatus(ProtoReader message, Decoding decoding)
    {
        StatusCode code = default;
        var text = "";
        while (message.Next())
        {
            switch (message.Field)
            {
                case Fields.SpanStatus.Message:
                    text = decoding.Text(message.Bytes());
                    break;
                case Fields.SpanStatus.Code:
                    code = Known.CodeOf(message.Int64());
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return (code, text);
    }

    private static SpanEvent ReadEvent(ProtoReader message, Decoding decoding)
    {
        decoding.Charge(Decoding.PartBytes);
        long time = 0;
        var name = "";
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            switch (message.Field)
            {
                case EventField.Time:
                    time = message.Nanos();
                    break;
                case EventField.Name:
                    name = decoding.Text(message.Bytes());
                    break;
                case EventField.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return new(time, name, decoding.TakePairs(mark));
    }

    private static SpanLink ReadLink(ProtoReader message, Decoding decoding)
    {
        decoding.Charge(Decoding.PartBytes);
        TraceId traceId = default;
        SpanId spanId = default;
        var traceState = "";
        var mark = decoding.MarkPairs();
        while (message.Next())
        {
            switch (message.Field)
            {
                case LinkField.TraceId:
                    traceId = TraceId.Read(message.Bytes());
                    break;
                case LinkField.SpanId:
                    spanId = SpanId.Read(message.Bytes());
                    break;
                case LinkField.TraceState:
                    traceState = decoding.Text(message.Bytes());
                    break;
                case LinkField.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return new(traceId, spanId, traceState, decoding.TakePairs(mark));
    }
}
