using Suite.Dashboard.Otlp;

namespace Suite.Bench;

/// <summary>The instruments of one service at one moment. Counters and histograms are cumulative, as SDKs send them by default.</summary>
internal static class SampleMetrics
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    private static readonly int[] Statuses = [200, 204, 404, 500];

    public static Metric[] Of(Random random, long start, long time, int routes, (TraceId Trace, SpanId Span)? exemplar) =>
    [
        new Metric
        {
            Name = "http.server.request.duration", Unit = "s", Description = "Duration of HTTP server requests.",
            Kind = MetricKind.Histogram, Temporality = Temporality.Cumulative,
            Points = [.. Routes(routes).Select(attributes => Histogram(random, start, time, attributes, exemplar))],
        },
        new Metric
        {
            Name = "http.server.requests", Unit = "{request}", Description = "Requests answered.",
            Kind = MetricKind.Sum, Temporality = Temporality.Cumulative, IsMonotonic = true,
            Points = [.. Routes(routes).Select(attributes => Number(start, time, attributes, Seconds(start, time) * 40 / routes))],
        },
        new Metric
        {
            Name = "process.memory.usage", Unit = "By", Description = "Resident memory.",
            Kind = MetricKind.Gauge,
            Points = [Number(start, time, [], 200_000_000 + random.Next(50_000_000))],
        },
    ];

    private static IEnumerable<KeyValue[]> Routes(int routes) =>
        from route in Enumerable.Range(0, routes)
        from status in Statuses
        select new KeyValue[]
        {
            new("http.route", AnyValue.Of($"/api/things-{route}/{{id}}")),
            new("http.request.method", AnyValue.Of(route % 3 == 0 ? "POST" : "GET")),
            new("http.response.status_code", AnyValue.Of(status)),
        };

    private static NumberPoint Number(long start, long time, KeyValue[] attributes, double value) =>
        new() { Attributes = attributes, StartNanos = start, TimeNanos = time, Value = Math.Floor(value), IsInteger = true };

    private static HistogramPoint Histogram(
        Random random, long start, long time, KeyValue[] attributes, (TraceId Trace, SpanId Span)? exemplar)
    {
        var seconds = (ulong)Seconds(start, time);
        var buckets = new ulong[Bounds.Length + 1];
        for (var i = 0; i < buckets.Length; i++)
            buckets[i] = seconds * (ulong)Math.Max(1, 8 - Math.Abs(i - 4));
        var count = buckets.Aggregate(0UL, (sum, bucket) => sum + bucket);
        return new HistogramPoint
        {
            Attributes = attributes, StartNanos = start, TimeNanos = time, Bounds = Bounds, Buckets = buckets, Count = count,
            Sum = count * 0.08, Min = 0.001, Max = 9,
            Exemplars = exemplar is { } of
                ? [new Exemplar(time, 0.05 + random.NextDouble(), of.Trace, of.Span, [new("job.id", AnyValue.Of(random.Next(1000)))])]
                : [],
        };
    }

    private static double Seconds(long start, long time) => (time - start) / 1e9;
}
