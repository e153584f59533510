using Suite.Bench;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Writing;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

public sealed class StoreTests : IAsyncLifetime
{
    private static readonly long Now = Nanos.Of(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    private readonly string _folder = Directory.CreateTempSubdirectory("suite-store-").FullName;
    private readonly SampleTelemetry _sample = new(seed: 7);
    private TestStore _store = null!;

    private static TelemetryQuestion Day => new() { From = Now - 43_200_000_000_000, To = Now + 43_200_000_000_000 };

    public async ValueTask InitializeAsync() => _store = await TestStore.StartAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_trace_comes_back_as_it_was_sent()
    {
        var (traces, logs) = _sample.Trace(Now, 200);
        await _store.WriteAsync(traces, logs);

        using var run = _store.Open();
        var trace = TraceDetails.Run(run, traces.Groups[0].Spans[0].TraceId)!;

        var sent = traces.Groups.SelectMany(group => group.Spans).ToDictionary(span => span.SpanId.ToString());
        Assert.Equal(200, trace.Spans.Count);
        Assert.Equal("upload", trace.Name);
        Assert.False(trace.Incomplete);
        Assert.All(trace.Spans, span => Assert.Equal(sent[span.SpanId].Name, span.Name));
        Assert.All(trace.Spans, span => Assert.Equal(sent[span.SpanId].Attributes.Length, span.Attributes.Count));
        Assert.Equal(logs.Count, trace.Logs.Count);
        Assert.Equal(["backend", "gateway", "model-gateway", "web"], trace.Resources.Select(share => share.Name).Order());
    }

    [Fact]
    public async Task A_batch_that_a_sender_repeats_is_counted_once()
    {
        var (traces, _) = _sample.Trace(Now, 50);
        await _store.WriteAsync(traces);
        _store.Queue.Take(traces);
        var (other, _) = _sample.Trace(Now, 10);
        await _store.WriteAsync(other);

        using var run = _store.Open();
        var found = TraceQuery.Run(run, new(Day));

        Assert.Equal([10, 50], found.Items.Select(trace => trace.Spans).Order());
    }

    [Fact]
    public async Task A_trace_that_comes_in_pieces_is_one_with_its_root_whichever_piece_is_first()
    {
        var (whole, _) = _sample.Trace(Now, 60);
        foreach (var groups in whole.Groups.Reverse().Chunk(3))
            await _store.WriteAsync(new TracesData(groups));

        using var run = _store.Open();
        var found = Assert.Single(TraceQuery.Run(run, new(Day)).Items);

        Assert.Equal((60, "upload", "web", false), (found.Spans, found.Name, found.Resource, found.Incomplete));
    }

    [Fact]
    public async Task A_trace_whose_root_never_came_has_its_earliest_spans_name_and_says_so()
    {
        var (whole, _) = _sample.Trace(Now, 60);
        await _store.WriteAsync(new TracesData([.. whole.Groups.Where(group => group.Source.Service != "web")]));

        using var run = _store.Open();
        var found = Assert.Single(TraceQuery.Run(run, new(Day)).Items);

        Assert.Equal(("POST /api/assets", "gateway", true), (found.Name, found.Resource, found.Incomplete));
    }

    [Fact]
    public async Task A_trace_of_fifty_thousand_spans_is_cut_and_says_so()
    {
        var (whole, _) = _sample.Trace(Now, 50_000);
        await _store.WriteAsync(whole);

        using var run = _store.Open();
        var trace = TraceDetails.Run(run, whole.Groups[0].Spans[0].TraceId)!;

        Assert.Equal((true, 50_000, TraceDetails.MostSpans), (trace.Truncated, trace.SpanCount, trace.Spans.Count));
        var seen = new HashSet<string>();
        foreach (var span in trace.Spans)
        {
            Assert.True(span.ParentId is null || seen.Contains(span.ParentId), "A parent comes before its children.");
            seen.Add(span.SpanId);
        }
    }

    [Fact]
    public async Task Many_small_batches_are_joined_and_every_row_keeps_its_position()
    {
        var first = _sample.Trace(Now, 4);
        await _store.WriteAsync(first.Traces, first.Logs);
        string id;
        using (var run = _store.Open())
            id = LogQuery.Run(run, new(Day)).Items[^1].Id;
        for (var batch = 1; batch < 6; batch++)
        {
            var (traces, logs) = _sample.Trace(Now + batch, 4);
            await _store.WriteAsync(traces, logs);
        }

        using var after = _store.Open();
        var segments = 0;
        using (var cursor = after.LogsInTime(long.MinValue, long.MaxValue))
        {
            while (cursor.Next())
                segments++;
        }
        Assert.InRange(segments, 1, 3);
        var page = LogQuery.Run(after, new(Day));
        Assert.Equal(24, page.Total);
        Assert.Contains(page.Items, log => log.Id == id);
    }

    [Fact]
    public async Task Each_signal_has_room_of_its_own_and_what_does_not_fit_is_refused()
    {
        await using var small = await TestStore.StartAsync(Path.Combine(_folder, "small"), options => options.QueueItems = 1000);
        var (traces, logs) = _sample.Trace(Now, 1200);

        Assert.Equal(1200, small.Queue.Take(traces));
        Assert.Equal(0, small.Queue.Take(new LogsData([new(logs.Groups[0].Source, logs.Groups[0].Scope, logs.Groups[0].Records[..1])])));
    }

    [Fact]
    public async Task Series_beyond_the_limit_are_left_out_and_the_others_are_kept()
    {
        await using var small = await TestStore.StartAsync(Path.Combine(_folder, "few"), options => options.MaxSeries = 100);
        var metrics = _sample.Metrics(Now - 60_000_000_000, Now, routes: 20);

        small.Queue.Take(metrics);
        await small.ReachAsync(new(0, 0, 100));

        using var run = small.Open();
        Assert.Equal(100, InstrumentList.Run(run, []).Sum(instrument => instrument.Series));
    }

    [Fact]
    public void Sources_beyond_the_limit_are_refused_and_counted_and_the_known_ones_go_on()
    {
        using var writer = RunWriter.Create(Path.Combine(_folder, "sources.db"), "run", imported: false, TimeProvider.System, 1000);
        var visits = Enumerable.Range(0, Register.MostSources + 5).Select(page => new LogGroup(
            new Source([new("service.instance.id", AnyValue.Of((long)page))]), new Scope("", "", []), [new LogRecord { TimeNanos = Now }])).ToArray();
        var (all, first) = (new Batch(), new Batch());
        all.Add(new LogsData(visits));
        first.Add(new LogsData(visits[..1]));

        var many = writer.Write(all);
        var known = writer.Write(first);

        Assert.Equal((Register.MostSources, 5), (many.Logs, many.LogsRefused));
        Assert.Equal((1, 0), (known.Logs, known.LogsRefused));
    }

    [Fact]
    public async Task Times_that_no_clock_says_do_not_stretch_the_span_of_a_run()
    {
        Point[] points = [new NumberPoint { TimeNanos = 0 }, new NumberPoint { TimeNanos = Now }, new NumberPoint { TimeNanos = long.MaxValue }];
        var metric = new Metric { Name = "m", Points = points };
        await _store.WriteAsync(metrics: new([new MetricGroup(new Source([]), new Scope("", "", []), [metric])]));

        using var run = _store.Open();

        Assert.Equal((Now, Now), run.Bounds());
    }

    [Fact]
    public async Task A_question_sees_one_moment_while_more_is_written()
    {
        var (traces, logs) = _sample.Trace(Now, 20);
        await _store.WriteAsync(traces, logs);
        using var run = _store.Open();
        var (more, moreLogs) = _sample.Trace(Now, 30);
        await _store.WriteAsync(more, moreLogs);

        Assert.Equal(1, TraceQuery.Run(run, new(Day)).Total);
        using var later = _store.Open();
        Assert.Equal(2, TraceQuery.Run(later, new(Day)).Total);
    }

    [Fact]
    public async Task Everything_that_otlp_can_say_survives()
    {
        var scope = new Scope("library", "2.1", [new("a", AnyValue.Of(true))]);
        KeyValue[] attributes =
        [
            new("text", AnyValue.Of("ünï \"quoted\"")), new("int", AnyValue.Of(long.MinValue)), new("double", AnyValue.Of(3.0)), new("nan", AnyValue.Of(double.NaN)),
            new("bytes", AnyValue.Of(new byte[] { 0, 255, 7 })), new("empty", default),
            new("nested", AnyValue.Of(new[] { AnyValue.Of(1L), AnyValue.Of(1.0), AnyValue.Of([new KeyValue("deep", AnyValue.Of(double.PositiveInfinity))]) })),
        ];
        var span = new Span
        {
            TraceId = new(1, 2), SpanId = new(3), ParentId = new(4), TraceState = "k=v", Name = "n", Kind = SpanKind.Producer, StartNanos = Now, EndNanos = Now + 123,
            Attributes = attributes, Events = [new(Now + 5, "happened", attributes)], Links = [new(new(9, 8), new(7), "s=t", attributes)],
            Status = StatusCode.Error, StatusMessage = "broke", Flags = 0x301,
        };
        await _store.WriteAsync(new TracesData([new(SampleServices.Gateway, scope, [span])]));

        using var run = _store.Open();
        var group = Assert.Single(OtlpReading.Spans(run, run.SpansInTime(0, long.MaxValue), new(run, new TelemetryQuestion())));

        Assert.Equal(Json(new TracesData([new(SampleServices.Gateway, scope, [span])])), Json(new TracesData([group])));
    }

    private static string Json(TracesData traces)
    {
        using var stream = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(stream))
            OtlpJson.Write(json, traces);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
