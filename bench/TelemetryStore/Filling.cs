using System.Diagnostics;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Writing;

namespace Suite.Bench.TelemetryStore;

/// <summary>What lies in the run: its range in nanoseconds, and how many traces.</summary>
internal sealed record Filled(long From, long To)
{
    public static Filled Again(Settings settings)
    {
        using var run = new Suite.Dashboard.Telemetry.Reading.RunReader(settings.File);
        var (from, to) = run.Bounds();
        return new(from, to);
    }
}

/// <summary>Writes as the store's writer does, a transaction a batch; only the writing is timed.</summary>
internal static class Filling
{
    private const int BatchSpans = 8_000;
    private const int BatchSeconds = 170;
    private const long Minute = 60_000_000_000;

    public static Filled Run(Settings settings)
    {
        var (spans, logs, points) = (new Rate("spans"), new Rate("logs"), new Rate("points"));
        var from = Nanos.Of(TimeProvider.System.GetUtcNow()) - (long)TimeSpan.FromHours(6).TotalNanoseconds;
        var now = from;
        var range = (double)settings.Spans / BatchSpans * BatchSeconds * 1e9;
        var sample = new SampleTelemetry(seed: 1);
        using (var writer = RunWriter.Create(settings.File, "bench", imported: false, TimeProvider.System, maxSeries: 200_000))
        {
            while (spans.Count < settings.Spans)
            {
                var traces = BatchSpans / settings.Trace;
                var (batch, records) = spans.Count / BatchSpans % 12 == 11
                    ? sample.Batch(now, BatchSpans / 1000, 1000, TimeSpan.FromSeconds(20))
                    : sample.Batch(now, traces, settings.Trace, TimeSpan.FromSeconds((double)BatchSeconds / traces));
                spans.Time(batch.Count, () => writer.Write(Of(b => b.Add(batch))));
                logs.Time(records.Count, () => writer.Write(Of(b => b.Add(records))));
                var (trace, span) = (batch.Groups[0].Spans[0].TraceId, batch.Groups[0].Spans[0].SpanId);
                for (var wanted = (long)settings.Points * spans.Count / settings.Spans; points.Count < wanted;)
                {
                    var metrics = sample.Metrics(from - Minute, from + (long)((double)points.Count / settings.Points * range), routes: 25, (trace, span));
                    points.Time(metrics.Count, () => writer.Write(Of(b => b.Add(metrics))));
                }
                now += (long)TimeSpan.FromSeconds(BatchSeconds).TotalNanoseconds;
            }
        }
        foreach (var rate in new[] { spans, logs, points })
            Console.WriteLine(rate);
        Console.WriteLine($"file {new FileInfo(settings.File).Length / 1048576.0:N0} MB; writing process held {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576:N0} MB at most, generator included");
        return new(from, now);
    }

    private static Batch Of(Action<Batch> fill)
    {
        var batch = new Batch();
        fill(batch);
        return batch;
    }

    private sealed class Rate(string what)
    {
        private readonly Stopwatch _watch = new();
        private TimeSpan _cpu;

        public int Count { get; private set; }

        public void Time(int count, Action write)
        {
            var before = Environment.CpuUsage.TotalTime;
            _watch.Start();
            write();
            _watch.Stop();
            _cpu += Environment.CpuUsage.TotalTime - before;
            Count += count;
        }

        public override string ToString() => $"{Count:N0} {what} written in {_watch.Elapsed.TotalSeconds:N1} s: {Count / _watch.Elapsed.TotalSeconds:N0}/s on one thread, "
            + $"{Count / _cpu.TotalSeconds:N0} a second of processor time";
    }
}
