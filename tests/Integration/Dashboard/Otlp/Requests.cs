using Suite.Dashboard.Otlp;
using Suite.Dashboard.Otlp.Protobuf;

namespace Suite.Tests.Integration.Dashboard.Otlp;

/// <summary>Small valid requests.</summary>
internal static class Requests
{
    public const string JsonTraces = """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"s"},
         "spans":[{"traceId":"000102030405060708090a0b0c0d0e0f","spanId":"0001020304050607","name":"by hand","kind":2}]}]}]}
        """;

    public const string JsonLogs = """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"hello"}}]}]}]}""";

    public static byte[] Traces(int spans = 1, int withoutId = 0)
    {
        var all = Enumerable.Range(1, spans + withoutId)
            .Select(number => new Span { TraceId = new(1, 2), SpanId = new(number <= spans ? (ulong)number : 0), Name = $"span {number}" });
        var writer = new ProtoWriter();
        OtlpProtobuf.Write(writer, new TracesData([new SpanGroup(new Source([]), new Scope("", "", []), [.. all])]));
        return writer.Written.ToArray();
    }

    public static byte[] Metrics()
    {
        var metric = new Metric { Name = "m", Points = [new NumberPoint { Value = 1 }] };
        var writer = new ProtoWriter();
        OtlpProtobuf.Write(writer, new MetricsData([new MetricGroup(new Source([]), new Scope("", "", []), [metric])]));
        return writer.Written.ToArray();
    }
}
