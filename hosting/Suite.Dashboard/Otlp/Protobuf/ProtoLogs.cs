using Field = Suite.Dashboard.Otlp.Protobuf.Fields.LogRecord;

namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary><c>opentelemetry.proto.logs.v1.LogRecord</c></summary>
internal static class ProtoLogs
{
    public static LogRecord Read(ProtoReader message, Decoding decoding)
    {
        long time = 0, observed = 0;
        byte severity = 0;
        string severityText = "", eventName = "";
        AnyValue body = default;
        TraceId traceId = default;
        SpanId spanId = default;
        uint flags = 0;
        var mark = decoding.MarkPairs();

        while (message.Next())
        {
            switch (message.Field)
            {
                case Field.Time:
                    time = message.Nanos();
                    break;
                case Field.Observed:
                    observed = message.Nanos();
                    break;
                case Field.Severity:
                    severity = Known.SeverityOf(message.Int64());
                    break;
                case Field.SeverityText:
                    severityText = decoding.Text(message.Bytes());
                    break;
                case Field.Body:
                    body = ProtoAttributes.ReadValue(message.Message("AnyValue"), decoding);
                    break;
                case Field.Attributes:
                    decoding.Add(ProtoAttributes.ReadPair(message.Message("KeyValue"), decoding), mark);
                    break;
                case Field.Flags:
                    flags = message.Fixed32();
                    break;
                case Field.TraceId:
                    traceId = TraceId.Read(message.Bytes());
                    break;
                case Field.SpanId:
                    spanId = SpanId.Read(message.Bytes());
                    break;
                case Field.EventName:
                    eventName = decoding.Text(message.Bytes());
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
        return new LogRecord
        {
            TimeNanos = time, ObservedNanos = observed, Severity = severity, SeverityText = severityText, Body = body,
            Attributes = decoding.TakePairs(mark), TraceId = traceId, SpanId = spanId, Flags = flags, EventName = eventName,
        };
    }
}
