using System.Diagnostics;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;

namespace Suite.Bench.TelemetryStore;

/// <summary>Every question of the dashboard's pages over the whole run and over its last quarter of an hour.</summary>
internal static class Questions
{
    private const double MostMilliseconds = 200;

    /// <returns>Whether each was answered in time.</returns>
    public static bool Run(Settings settings, Filled filled)
    {
        var slowest = 0.0;
        var all = new TelemetryQuestion { From = filled.From, To = filled.To };
        var recent = all with { From = filled.To - (long)TimeSpan.FromMinutes(15).TotalNanoseconds };
        var (big, small) = Traces(settings, all);

        Console.WriteLine($"{"question",-52} {"p50 ms",8} {"p95 ms",8} {"max ms",8} {"cpu ms",8}   found");
        void Ask(string name, Func<RunReader, object?> ask) => slowest = Math.Max(slowest, Time(settings, name, ask));

        Ask("logs, whole run", run => LogQuery.Run(run, new(all)).Total);
        Ask("logs, errors", run => LogQuery.Run(run, new(all, LeastSeverity: 17)).Total);
        Ask("logs, text that many have", run => LogQuery.Run(run, new(all with { Text = "POST" })).Total);
        Ask("logs, text that few have", run => LogQuery.Run(run, new(all with { Text = "failed after 77" })).Total);
        Ask("logs, text that none has", run => LogQuery.Run(run, new(all with { Text = "no such thing" })).Total);
        Ask("logs, property equal", run => LogQuery.Run(run, new(all with { Where = [Where("Name=suitedb")] })).Total);
        Ask("logs, property contains, and text", run => LogQuery.Run(run, new(all with { Text = "took", Where = [Where("Name~asset")] })).Total);
        Ask("logs, of one service", run => LogQuery.Run(run, new(all with { Resources = ["gateway"] })).Total);
        Ask("logs of a trace", run => LogQuery.Run(run, new(all, Trace: big)).Total);
        Ask("logs, last 15 minutes, text", run => LogQuery.Run(run, new(recent with { Text = "took" })).Total);
        Ask("fields of logs", run => LogFields.Run(run, all).Count);
        Ask("traces, whole run", run => TraceQuery.Run(run, new(all)).Total);
        Ask("traces, slowest first", run => TraceQuery.Run(run, new(all, Order: TraceOrder.Duration)).Total);
        Ask("traces, longer than 100 ms", run => TraceQuery.Run(run, new(all, LeastNanos: 100_000_000)).Total);
        Ask("traces, with errors", run => TraceQuery.Run(run, new(all, ErrorsOnly: true)).Total);
        Ask("traces, of one service", run => TraceQuery.Run(run, new(all with { Resources = ["model-gateway"] })).Total);
        Ask("traces, text that many have", run => TraceQuery.Run(run, new(all with { Text = "embedding" })).Total);
        Ask("traces, text that few have", run => TraceQuery.Run(run, new(all with { Text = "reset by peer" })).Total);
        Ask("traces, property equal", run => TraceQuery.Run(run, new(all with { Where = [Where("db.system.name=redis")] })).Total);
        Ask("traces, property that no span has", run => TraceQuery.Run(run, new(all with { Where = [Where("suite.item.id=none")] })).Total);
        Ask("traces, text, property, duration and errors", run => TraceQuery.Run(run, new(
            all with { Text = "asset", Where = [Where("db.system.name=postgresql")] }, LeastNanos: 1_000_000, ErrorsOnly: true)).Total);
        Ask("traces, last 15 minutes", run => TraceQuery.Run(run, new(recent)).Total);
        Ask($"a trace of {settings.Trace} spans", run => TraceDetails.Run(run, small)?.SpanCount);
        Ask("a trace of 1,000 spans", run => TraceDetails.Run(run, big)?.SpanCount);
        Ask("service map, whole run", run => ServiceMap.Run(run, all).Edges.Count);
        Ask("service map, last 15 minutes", run => ServiceMap.Run(run, recent).Edges.Count);
        Ask("model calls, whole run", run => ModelCalls.Run(run, all).Totals.Calls);
        Ask("instruments", run => InstrumentList.Run(run, []).Count);
        Ask("counter, 100 series, whole run", run => Series(run, all, "http.server.requests", []));
        Ask("counter, one series, whole run", run => Series(run, all, "http.server.requests", ["http.route=/api/things-3/{id}", "http.response.status_code=200"]));
        Ask("histogram, 100 series, whole run", run => Series(run, all, "http.server.request.duration", []));
        Ask("histogram, 100 series, last 15 minutes", run => Series(run, recent, "http.server.request.duration", []));
        Ask("resources", run => ResourceList.Run(run).Count);
        Console.WriteLine($"asking process holds {Process.GetCurrentProcess().WorkingSet64 / 1048576:N0} MB, of which managed {GC.GetTotalMemory(true) / 1048576:N0} MB");
        Console.WriteLine($"the slowest p95 is {slowest:N0} ms; it should be {MostMilliseconds:N0} ms at most");
        return slowest <= MostMilliseconds;
    }

    private static int? Series(RunReader run, TelemetryQuestion question, string name, string[] where) =>
        SeriesQuery.Run(run, new(question with { Resources = ["gateway"], Where = [.. where.Select(Where)] }, "Microsoft.AspNetCore", name, null))?.Series.Sum(series => series.Points.Count);

    private static Condition Where(string text) => Condition.Parse(text)!;

    private static (TraceId Big, TraceId Small) Traces(Settings settings, TelemetryQuestion all)
    {
        using var run = new RunReader(settings.File);
        var slowest = TraceQuery.Run(run, new(all, Order: TraceOrder.Duration)).Items;
        var newest = TraceQuery.Run(run, new(all)).Items;
        return (Id(slowest.First(trace => trace.Spans == 1000).TraceId), Id(newest.First(trace => trace.Spans == settings.Trace).TraceId));
    }

    private static TraceId Id(string text) => TraceId.TryParse(text, out var id) ? id : throw new FormatException(text);

    // With a connection of its own each time, as the dashboard asks.
    private static double Time(Settings settings, string name, Func<RunReader, object?> ask)
    {
        var times = new List<double>();
        object? found = null;
        var before = TimeSpan.Zero;
        for (var round = 0; round <= settings.Rounds; round++)
        {
            if (round == 1)
                before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            using (var run = new RunReader(settings.File))
                found = ask(run);
            if (round > 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        var cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / settings.Rounds;
        times.Sort();
        Console.WriteLine($"{name,-52} {times[times.Count / 2],8:N1} {times[(int)(times.Count * 0.95)],8:N1} {times[^1],8:N1} {cpu,8:N1}   {found:N0}");
        return times[(int)(times.Count * 0.95)];
    }
}
