using Suite.Dashboard.Otlp.Protobuf;

namespace Suite.Dashboard.Otlp;

/// <summary>
/// OTLP in protobuf: bodies of OTLP/HTTP and messages of OTLP/gRPC, which are the same. Fields from the future are passed
/// over; bytes that are no UTF-8 become U+FFFD.
/// </summary>
internal static class OtlpProtobuf
{
    private static readonly ProtoGroups<Span, SpanGroup> Spans =
        new("Span", ProtoSpans.Read, (source, scope, items) => new(source, scope, items));

    private static readonly ProtoGroups<Metric, MetricGroup> Metrics =
        new("Metric", ProtoMetrics.Read, (source, scope, items) => new(source, scope, items));

    private static readonly ProtoGroups<LogRecord, LogGroup> Records =
        new("LogRecord", ProtoLogs.Read, (source, scope, items) => new(source, scope, items));

    /// <exception cref="OtlpFormatException">It is no request for traces.</exception>
    public static TracesData ReadTraces(ReadOnlySpan<byte> request, Decoding decoding) =>
        new(Spans.Read(new ProtoReader(request, "the request"), decoding));

    /// <exception cref="OtlpFormatException">It is no request for metrics.</exception>
    public static MetricsData ReadMetrics(ReadOnlySpan<byte> request, Decoding decoding) =>
        new(Metrics.Read(new ProtoReader(request, "the request"), decoding));

    /// <exception cref="OtlpFormatException">It is no request for logs.</exception>
    public static LogsData ReadLogs(ReadOnlySpan<byte> request, Decoding decoding) =>
        new(Records.Read(new ProtoReader(request, "the request"), decoding));

    /// <summary>A whole request. Requests written one after the other are one request as well.</summary>
    public static void Write(ProtoWriter to, TracesData traces)
    {
        foreach (var group in traces.Groups)
            ProtoWriting.WriteGroup(to, group.Source, group.Scope, group.Spans, ProtoSpanWriting.Write);
    }

    /// <inheritdoc cref="Write(ProtoWriter, TracesData)"/>
    public static void Write(ProtoWriter to, MetricsData metrics)
    {
        foreach (var group in metrics.Groups)
            ProtoWriting.WriteGroup(to, group.Source, group.Scope, group.Metrics, ProtoMetricWriting.Write);
    }

    /// <inheritdoc cref="Write(ProtoWriter, TracesData)"/>
    public static void Write(ProtoWriter to, LogsData logs)
    {
        foreach (var group in logs.Groups)
            ProtoWriting.WriteGroup(to, group.Source, group.Scope, group.Records, ProtoWriting.WriteRecord);
    }
}
