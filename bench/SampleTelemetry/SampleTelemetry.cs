using Suite.Dashboard.Otlp;

namespace Suite.Bench;

/// <summary>
/// Telemetry as the suite itself sends it: an upload goes from the browser through the gateway and the backend to SQL,
/// Redis, jobs and model calls. The same seed gives the same telemetry; about one operation in a hundred fails.
/// </summary>
internal sealed class SampleTelemetry(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>One trace of exactly <paramref name="spans"/> (at least 4) and a log for each.</summary>
    /// <param name="startNanos">Since 1970 UTC.</param>
    public (TracesData Traces, LogsData Logs) Trace(long startNanos, int spans)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spans, 4);
        var trace = new SampleTrace(_random, startNanos, spans);
        return (trace.Traces(), trace.Logs());
    }

    /// <summary>Many traces, one after the other, in one batch.</summary>
    public (TracesData Traces, LogsData Logs) Batch(long startNanos, int traces, int spansEach, TimeSpan apart)
    {
        var all = Enumerable.Range(0, traces)
            .Select(i => Trace(startNanos + (i * (long)apart.TotalNanoseconds), spansEach))
            .ToList();
        return (
            new TracesData([.. all.SelectMany(one => one.Traces.Groups)
                .GroupBy(group => (group.Source, group.Scope))
                .Select(same => new SpanGroup(same.Key.Source, same.Key.Scope, [.. same.SelectMany(group => group.Spans)]))]),
            new LogsData([.. all.SelectMany(one => one.Logs.Groups)
                .GroupBy(group => (group.Source, group.Scope))
                .Select(same => new LogGroup(same.Key.Source, same.Key.Scope, [.. same.SelectMany(group => group.Records)]))]));
    }

    /// <summary>What one collection of every service's meters brings; call it with rising times. 32 points a route.</summary>
    /// <param name="exemplar">A span that the histograms name as an example.</param>
    public MetricsData Metrics(long startNanos, long timeNanos, int routes = 10, (TraceId Trace, SpanId Span)? exemplar = null) =>
        new([.. SampleServices.All.Skip(1).Select(source =>
            new MetricGroup(source, SampleServices.Http, SampleMetrics.Of(_random, startNanos, timeNanos, routes, exemplar)))]);
}
