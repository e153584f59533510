using System.Buffers;
using System.Text;
using System.Text.Json;
using Suite.Dashboard.Otlp;

namespace Suite.Tests.Unit.Dashboard.Otlp;

/// <summary>One of everything that OTLP can carry.</summary>
internal static class Samples
{
    public static readonly Source Source = Sources.Shared.Of(
    [
        new("service.name", AnyValue.Of("backend")), new("service.namespace", AnyValue.Of("suite")),
        new("service.instance.id", AnyValue.Of("a-1")), new("process.pid", AnyValue.Of(4711)),
    ]);

    public static readonly Scope Scope = Sources.Shared.Of("Suite.Jobs", "1.2", [new("kind", AnyValue.Of("engine"))]);

    private static readonly KeyValue[] Attributes =
    [
        new("text", AnyValue.Of("größer als ASCII, \"quoted\" 😀")), new("whole", AnyValue.Of(long.MinValue)), new("real", AnyValue.Of(0.1)),
        new("yes", AnyValue.Of(true)), new("no", AnyValue.Of(false)), new("nothing", default), new("bytes", AnyValue.Of([0, 255, 7])),
        new("not a number", AnyValue.Of(double.NaN)), new("endless", AnyValue.Of(double.NegativeInfinity)),
        new("list", AnyValue.Of([AnyValue.Of("a"), AnyValue.Of(1), AnyValue.Of([AnyValue.Of(true)]), default])),
        new("map", AnyValue.Of([new KeyValue("inner", AnyValue.Of(2)), new("deeper", AnyValue.Of([new KeyValue("end", AnyValue.Of("x"))]))])),
    ];

    private static readonly TraceId Trace = new(0x0102030405060708, 0xfffefdfcfbfaf9f8);
    private static readonly SpanId Parent = new(0x8000000000000001);

    public static TracesData Traces { get; } = new([new SpanGroup(Source, Scope,
    [
        new Span
        {
            TraceId = Trace, SpanId = new(7), ParentId = Parent, TraceState = "vendor=1", Name = "POST /api/jobs", Kind = SpanKind.Server,
            StartNanos = 1_790_000_000_123_456_789, EndNanos = 1_790_000_000_223_456_789, Attributes = Attributes, Flags = 0x301,
            Status = StatusCode.Error, StatusMessage = "it broke",
            Events = [new(1_790_000_000_200_000_000, "exception", [new("exception.type", AnyValue.Of("IOException"))]), new(1, "", [])],
            Links = [new(Trace, Parent, "vendor=2", [new("why", AnyValue.Of("retry"))])],
        },
        new Span { TraceId = Trace, SpanId = new(8) },
    ])]);

    public static LogsData Logs { get; } = new([new LogGroup(Source, Scope,
    [
        new LogRecord
        {
            TimeNanos = 5, ObservedNanos = 6, Severity = 17, SeverityText = "Error", Body = AnyValue.Of("Item {Item} failed"), Attributes = Attributes,
            TraceId = Trace, SpanId = Parent, Flags = 1, EventName = "item.failed",
        },
        new LogRecord { Body = AnyValue.Of([new KeyValue("structured", AnyValue.Of(true))]) },
        new LogRecord(),
    ])]);

    public static MetricsData Metrics { get; } = new([new MetricGroup(Source, Scope,
    [
        Of("gauge", MetricKind.Gauge, Temporality.Unspecified, new NumberPoint { Attributes = Attributes, TimeNanos = 2, Value = -1.5, Exemplars = [Example] }),
        Of("sum", MetricKind.Sum, Temporality.Cumulative, new NumberPoint { StartNanos = 1, TimeNanos = 2, Value = 42, IsInteger = true },
            new NumberPoint { StartNanos = 1, TimeNanos = 3, Value = 0, IsInteger = true, Flags = 1 }),
        Of("histogram", MetricKind.Histogram, Temporality.Delta,
            new HistogramPoint { TimeNanos = 2, Count = 6, Sum = 9.5, Bounds = [0, 10], Buckets = [1, 5, 0], Min = -3, Max = 8, Exemplars = [Example] },
            new HistogramPoint { TimeNanos = 3, Count = ulong.MaxValue, Sum = 1 }),
        Of("exponential", MetricKind.ExponentialHistogram, Temporality.Cumulative,
            new ExponentialHistogramPoint
            {
                TimeNanos = 2, Count = 12, Sum = 4, Scale = -3, ZeroCount = 2, ZeroThreshold = 1e-6, Min = 0, Max = 3,
                Positive = new(-5, [1, 2, 0, 4]), Negative = new(3, [3]),
            }),
        Of("summary", MetricKind.Summary, Temporality.Unspecified,
            new SummaryPoint { TimeNanos = 2, Count = 3, Sum = 6, Quantiles = [(0, 1), (0.5, 2), (1, 3)] }),
    ])]);

    private static Exemplar Example => new(2, 7.25, Trace, Parent, [new("user", AnyValue.Of("u-1"))]);

    private static Metric Of(string name, MetricKind kind, Temporality temporality, params Point[] points) => new()
    {
        Name = name, Description = $"A {name}.", Unit = "By", Kind = kind, Temporality = temporality, IsMonotonic = kind == MetricKind.Sum, Points = points,
    };

    /// <summary>All of it as text, to compare: equal texts, equal data.</summary>
    public static string Json(TracesData? traces = null, MetricsData? metrics = null, LogsData? logs = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
            OtlpJson.Write(json, traces, metrics, logs);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
