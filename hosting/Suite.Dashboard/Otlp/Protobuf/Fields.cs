namespace Suite.Dashboard.Otlp.Protobuf;

/// <summary>Numbers of the fields that are read and written, by message of <c>opentelemetry.proto.*.v1</c> (1.x).</summary>
internal static class Fields
{
    /// <summary>Of every signal's request: the groups by resource.</summary>
    public static class Request
    {
        public const int Resources = 1;
    }

    /// <summary>ResourceSpans, ResourceMetrics, ResourceLogs.</summary>
    public static class ResourceGroup
    {
        public const int Resource = 1, Scopes = 2;
    }

    /// <summary>ScopeSpans, ScopeMetrics, ScopeLogs.</summary>
    public static class ScopeGroup
    {
        public const int Scope = 1, Items = 2;
    }

    public static class Resource
    {
        public const int Attributes = 1;
    }

    /// <summary>InstrumentationScope.</summary>
    public static class Scope
    {
        public const int Name = 1, Version = 2, Attributes = 3;
    }

    public static class KeyValue
    {
        public const int Key = 1, Value = 2;
    }

    public static class AnyValue
    {
        public const int Text = 1, Bool = 2, Int = 3, Double = 4, Array = 5, Map = 6, Bytes = 7;
    }

    /// <summary>ArrayValue and KeyValueList.</summary>
    public static class Values
    {
        public const int Items = 1;
    }

    public static class Span
    {
        public const int TraceId = 1, SpanId = 2, TraceState = 3, ParentSpanId = 4, Name = 5, Kind = 6, Start = 7, End = 8, Attributes = 9,
            Events = 11, Links = 13, Status = 15, Flags = 16;
    }

    public static class SpanEvent
    {
        public const int Time = 1, Name = 2, Attributes = 3;
    }

    public static class SpanLink
    {
        public const int TraceId = 1, SpanId = 2, TraceState = 3, Attributes = 4;
    }

    public static class SpanStatus
    {
        public const int Message = 2, Code = 3;
    }

    public static class LogRecord
    {
        public const int Time = 1, Severity = 2, SeverityText = 3, Body = 5, Attributes = 6, Flags = 8, TraceId = 9, SpanId = 10, Observed = 11,
            EventName = 12;
    }

    public static class Metric
    {
        public const int Name = 1, Description = 2, Unit = 3, Gauge = 5, Sum = 7, Histogram = 9, ExponentialHistogram = 10, Summary = 11;
    }

    /// <summary>Gauge, Sum, Histogram, ExponentialHistogram, Summary; each has those that make sense for it.</summary>
    public static class MetricData
    {
        public const int Points = 1, Temporality = 2, IsMonotonic = 3;
    }

    public static class NumberPoint
    {
        public const int Start = 2, Time = 3, AsDouble = 4, Exemplars = 5, AsInt = 6, Attributes = 7, Flags = 8;
    }

    public static class HistogramPoint
    {
        public const int Start = 2, Time = 3, Count = 4, Sum = 5, Buckets = 6, Bounds = 7, Exemplars = 8, Attributes = 9, Flags = 10, Min = 11,
            Max = 12;
    }

    public static class ExponentialPoint
    {
        public const int Attributes = 1, Start = 2, Time = 3, Count = 4, Sum = 5, Scale = 6, ZeroCount = 7, Positive = 8, Negative = 9, Flags = 10,
            Exemplars = 11, Min = 12, Max = 13, ZeroThreshold = 14;
    }

    public static class ExponentialBuckets
    {
        public const int Offset = 1, Counts = 2;
    }

    public static class SummaryPoint
    {
        public const int Start = 2, Time = 3, Count = 4, Sum = 5, Quantiles = 6, Attributes = 7, Flags = 8;
    }

    public static class Quantile
    {
        public const int Which = 1, Value = 2;
    }

    public static class Exemplar
    {
        public const int Time = 2, AsDouble = 3, SpanId = 4, TraceId = 5, AsInt = 6, Attributes = 7;
    }

    /// <summary>Of every signal's response.</summary>
    public static class Response
    {
        public const int PartialSuccess = 1;
    }

    public static class PartialSuccess
    {
        public const int Rejected = 1, Message = 2;
    }

    /// <summary>google.rpc.Status.</summary>
    public static class Status
    {
        public const int Code = 1, Message = 2;
    }
}
