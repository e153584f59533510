using Suite.Bench;
using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry;
using Suite.Dashboard.Telemetry.Reading;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

/// <summary>Each filter against a plain look at all that was sent.</summary>
public sealed class QuestionTests : IAsyncLifetime
{
    private static readonly long Now = Nanos.Of(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private static readonly TelemetryQuestion Day = new() { From = Now - 43_200_000_000_000, To = Now + 43_200_000_000_000, Limit = 1000 };

    private readonly string _folder = Directory.CreateTempSubdirectory("suite-store-").FullName;
    private TestStore _store = null!;
    private RunReader _run = null!;
    private List<(Source Source, Span Span)> _spans = [];
    private List<(Source Source, LogRecord Log)> _logs = [];

    public async ValueTask InitializeAsync()
    {
        _store = await TestStore.StartAsync(_folder);
        var (traces, logs) = new SampleTelemetry(seed: 11).Batch(Now, traces: 60, spansEach: 40, TimeSpan.FromSeconds(1));
        _spans = [.. traces.Groups.SelectMany(group => group.Spans.Select(span => (group.Source, span)))];
        _logs = [.. logs.Groups.SelectMany(group => group.Records.Select(log => (group.Source, log)))];
        await _store.WriteAsync(traces, logs);
        _run = _store.Open();
    }

    public async ValueTask DisposeAsync()
    {
        _run.Dispose();
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("TOOK")]
    [InlineData("for asset")]
    [InlineData("POST /api/caption")]
    [InlineData("failed after")]
    [InlineData("nothing like it")]
    [InlineData("a")]
    public void Text_finds_logs_by_body_and_values_in_any_case(string text)
    {
        var expected = _logs.Count(log => Has(log.Log.Body.ToString(), text) || log.Log.Attributes.Any(attribute => Has(attribute.Value.ToString(), text)));

        Assert.Equal(expected, LogQuery.Run(_run, new(Day with { Text = text })).Total);
    }

    [Theory]
    [InlineData("Name=suitedb")]
    [InlineData("Name!=suitedb")]
    [InlineData("Name~ASSET")]
    [InlineData("Elapsed=77")]
    [InlineData("Missing=1")]
    [InlineData("Missing!=1")]
    public void Conditions_find_logs_by_properties(string where)
    {
        var condition = Condition.Parse(where)!;
        var expected = _logs.Count(log => Meets(condition, log.Log.Attributes));

        Assert.Equal(expected, LogQuery.Run(_run, new(Day with { Where = [condition] })).Total);
    }

    [Fact]
    public void Several_conditions_must_all_be_met()
    {
        Condition[] where = [Condition.Parse("Name~a")!, Condition.Parse("Elapsed!=5")!, Condition.Parse("service.name=backend")!];
        var expected = _logs.Count(log => log.Source.Service == "backend" && Meets(where[0], log.Log.Attributes) && Meets(where[1], log.Log.Attributes));

        Assert.Equal(expected, LogQuery.Run(_run, new(Day with { Where = where })).Total);
    }

    [Fact]
    public void Levels_resources_ranges_and_traces_narrow_logs_down()
    {
        var middle = Now + 30_000_000_000;
        var trace = _spans[0].Span.TraceId;

        Assert.Equal(_logs.Count(log => log.Log.Severity >= 17), LogQuery.Run(_run, new(Day, LeastSeverity: 17)).Total);
        Assert.Equal(_logs.Count(log => log.Source.Service == "gateway"), LogQuery.Run(_run, new(Day with { Resources = ["gateway"] })).Total);
        Assert.Equal(_logs.Count(log => log.Source.Instance == "backend-2"), LogQuery.Run(_run, new(Day with { Resources = ["backend/backend-2"] })).Total);
        Assert.Equal(_logs.Count(log => log.Log.TimeNanos <= middle), LogQuery.Run(_run, new(Day with { To = middle })).Total);
        Assert.Equal(_logs.Count(log => log.Log.TraceId == trace), LogQuery.Run(_run, new(Day, Trace: trace)).Total);
        Assert.Equal(1, LogQuery.Run(_run, new(Day, Span: _logs[5].Log.SpanId)).Total);
    }

    [Fact]
    public void The_histogram_counts_every_log_once_by_its_level()
    {
        var page = LogQuery.Run(_run, new(Day));

        Assert.InRange(page.Histogram.Count, 60, 121);
        Assert.Equal(_logs.Count(log => log.Log.Severity == 17), page.Histogram.Sum(slice => slice.Error));
        Assert.Equal(_logs.Count, page.Histogram.Sum(slice => slice.Trace + slice.Debug + slice.Information + slice.Warning + slice.Error + slice.Fatal));
    }

    [Fact]
    public async Task A_log_without_a_severity_is_information_to_the_filter_as_to_the_histogram()
    {
        var record = new LogRecord { TimeNanos = Now, Body = AnyValue.Of("how grave is not said") };
        await _store.WriteAsync(logs: new([new LogGroup(new Source([]), new Scope("", "", []), [record])]));
        using var run = _store.Open();
        var said = Day with { Text = "how grave" };

        Assert.Equal(1, LogQuery.Run(run, new(said, LeastSeverity: LogLevels.LeastOf("information"))).Histogram.Sum(slice => slice.Information));
        Assert.Equal(0, LogQuery.Run(run, new(said, LeastSeverity: LogLevels.LeastOf("warning"))).Total);
    }

    [Theory]
    [InlineData("reset by peer")]
    [InlineData("embedding where")]
    [InlineData("suitedb")]
    [InlineData("nothing like it")]
    public void Text_finds_traces_by_any_of_their_spans(string text)
    {
        var expected = _spans.Where(one => Has(one.Span.Name, text) || Has(one.Span.StatusMessage, text) || one.Span.Attributes.Any(attribute => Has(attribute.Value.ToString(), text)))
            .Select(one => one.Span.TraceId).Distinct().Count();

        Assert.Equal(expected, TraceQuery.Run(_run, new(Day with { Text = text })).Total);
    }

    [Fact]
    public void One_span_of_a_trace_must_meet_all_conditions()
    {
        var redis = TraceQuery.Run(_run, new(Day with { Where = [Condition.Parse("db.system.name=redis")!] }));
        var both = TraceQuery.Run(_run, new(Day with { Where = [Condition.Parse("db.system.name=redis")!, Condition.Parse("db.query.text~select")!] }));
        var fields = TraceQuery.Run(_run, new(Day with { Where = [Condition.Parse("span.kind=client")!, Condition.Parse("span.status=error")!, Condition.Parse("scope.name=Suite.Redis")!] }));

        Assert.InRange(redis.Total, 1, 60);
        Assert.Equal(0, both.Total);
        Assert.Equal(_spans.Where(one => one.Span is { Kind: SpanKind.Client, Status: StatusCode.Error } && one.Span.Attributes.Any(attribute => attribute.Value.ToString() == "redis"))
            .Select(one => one.Span.TraceId).Distinct().Count(), fields.Total);
    }

    [Fact]
    public void Traces_are_narrowed_down_by_duration_and_errors_and_sorted_by_either()
    {
        var durations = _spans.GroupBy(one => one.Span.TraceId)
            .Select(trace => (Duration: trace.Max(one => one.Span.EndNanos) - trace.Min(one => one.Span.StartNanos), Failed: trace.Any(one => one.Span.Status == StatusCode.Error)))
            .OrderByDescending(trace => trace.Duration).ToList();
        var limit = durations[20].Duration;

        Assert.Equal(21, TraceQuery.Run(_run, new(Day, LeastNanos: limit)).Total);
        Assert.Equal(40, TraceQuery.Run(_run, new(Day, MostNanos: limit)).Total);
        Assert.Equal(durations.Count(trace => trace.Failed), TraceQuery.Run(_run, new(Day, ErrorsOnly: true)).Total);
        Assert.Equal(durations.Select(trace => trace.Duration / 1e6), TraceQuery.Run(_run, new(Day, Order: TraceOrder.Duration)).Items.Select(trace => trace.DurationMs));
        Assert.Equal(60, TraceQuery.Run(_run, new(Day)).Scatter.Count);
    }

    [Fact]
    public async Task Pages_show_every_row_once_while_more_arrives()
    {
        var seen = new List<string>();
        Cursor? after = null;
        do
        {
            using var run = _store.Open();
            var page = LogQuery.Run(run, new(Day with { Limit = 700, After = after }));
            seen.AddRange(page.Items.Select(log => log.Id));
            after = page.NextCursor is { } next && Cursor.TryParse(next, out var cursor) ? cursor : null;
            var (_, logs) = new SampleTelemetry(seed: seen.Count).Trace(Now + 3_000_000_000_000, 20);
            await _store.WriteAsync(logs: logs);
        }
        while (after is not null);

        Assert.Equal(_logs.Count, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public void Fields_of_logs_come_with_their_most_frequent_values()
    {
        var fields = LogFields.Run(_run, Day);

        Assert.Equal(["Elapsed", "Name", "{OriginalFormat}"], fields.Select(field => field.Name));
        Assert.Equal(_logs.CountBy(log => log.Log.Attributes[1].Value.Text).MaxBy(name => name.Value).Key, fields[1].Values[0]);
        Assert.Equal(20, fields[0].Values.Count);
    }

    [Fact]
    public void Fields_of_spans_come_with_their_most_frequent_values()
    {
        var fields = SpanFields.Run(_run, Day).ToDictionary(field => field.Name, field => field.Values);
        var ofGateway = SpanFields.Run(_run, Day with { Resources = ["gateway"] }).ToDictionary(field => field.Name, field => field.Values);

        Assert.Equal(["postgresql", "redis"], fields["db.system.name"]);
        Assert.Equal(_spans.CountBy(one => one.Span.Name).MaxBy(name => name.Value).Key, fields["span.name"][0]);
        Assert.Equal(["client", "consumer", "server"], fields["span.kind"].Order());
        Assert.Equal(["unset", "error"], fields["span.status"]);
        Assert.DoesNotContain("db.system.name", ofGateway.Keys);
    }

    [Fact]
    public void Fields_are_counted_within_the_range_only()
    {
        var times = _logs.Select(log => log.Log.TimeNanos).Order().ToList();
        var range = Day with { From = times[2], To = times[6] };

        var ofLogs = LogFields.Run(_run, range).Single(field => field.Name == "Elapsed").Values;
        var ofSpans = SpanFields.Run(_run, range).Single(field => field.Name == "span.name").Values;

        Assert.Equal(
            _logs.Where(log => range.Holds(log.Log.TimeNanos)).Select(log => log.Log.Attributes.Single(one => one.Key == "Elapsed").Value.ToString()).Distinct().Order(),
            ofLogs.Order());
        Assert.Equal(_spans.Where(one => range.Holds(one.Span.StartNanos)).Select(one => one.Span.Name).Distinct().Order(), ofSpans.Order());
    }

    [Fact]
    public async Task The_map_keeps_traces_apart_whose_spans_have_the_same_ids()
    {
        Source[] callers = [SampleServices.Web, SampleServices.Gateway];
        await _store.WriteAsync(new TracesData([.. callers.SelectMany((caller, trace) => new SpanGroup[]
        {
            new(caller, SampleServices.HttpClient, [Half(trace, SpanKind.Client, id: 1, parent: 0)]),
            new(SampleServices.ModelGateway, SampleServices.HttpClient, [Half(trace, SpanKind.Server, id: 2, parent: 1)]),
        })]));
        using var run = _store.Open();

        var edges = ServiceMap.Run(run, Day).Edges.Where(edge => edge.To == "model-gateway").ToDictionary(edge => edge.From, edge => edge.Requests);

        Assert.Equal((1, 1), (edges.GetValueOrDefault("web"), edges.GetValueOrDefault("gateway")));

        static Span Half(int trace, SpanKind kind, ulong id, ulong parent) => new()
        {
            TraceId = new(7, (ulong)trace), SpanId = new(id), ParentId = new(parent), Name = "POST", Kind = kind,
            StartNanos = Now, EndNanos = Now + 1_000_000,
        };
    }

    [Fact]
    public void The_map_shows_who_calls_whom_and_which_database_cache_and_model()
    {
        var map = ServiceMap.Run(_run, Day);
        var edges = map.Edges.Select(edge => (edge.From, edge.To)).ToHashSet();

        Assert.Equal(
            [("backend", "service"), ("captioner-1 (local)", "model"), ("gateway", "service"), ("model-gateway", "service"), ("postgresql", "database"), ("redis", "cache"), ("web", "service")],
            map.Nodes.Select(node => (node.Name, node.Kind)));
        Assert.Equal(
            [("backend", "model-gateway"), ("backend", "postgresql"), ("backend", "redis"), ("gateway", "backend"), ("model-gateway", "captioner-1 (local)"), ("web", "gateway")],
            edges.Order());
        Assert.Equal(60, map.Edges.Single(edge => edge is { From: "web", To: "gateway" }).Requests);
        Assert.Equal(_spans.Count(one => one.Span.Name == "suitedb"), map.Nodes.Single(node => node.Name == "postgresql").Requests);
    }

    [Fact]
    public async Task The_map_names_who_listens_at_an_address_and_otherwise_shows_the_address()
    {
        await _store.WriteAsync(new TracesData([new(SampleServices.Gateway, SampleServices.HttpClient, [
            Call(1, "127.0.0.1", 5173), Call(2, "::1", 3001), Call(3, "10.0.0.7", 9000), Call(4, "example.org", 443), Call(5, "backend", 3001)])]));
        using var run = _store.Open();

        var map = ServiceMap.Run(run, Day, address => address switch
        {
            "127.0.0.1:5173" => "web",
            "[::1]:3001" => "backend",
            _ => null,
        });

        var called = map.Edges.Where(edge => edge.From == "gateway").ToDictionary(edge => edge.To, edge => edge.Requests);
        Assert.Equal(["10.0.0.7:9000", "backend", "example.org", "web:5173"], called.Keys.Order());
        Assert.Equal(60 + 2, called["backend"]);
    }

    [Fact]
    public void Model_calls_have_their_tokens_cost_and_texts()
    {
        var calls = _spans.Where(one => one.Span.Name == "chat captioner-1").Select(one => one.Span).ToList();

        var page = ModelCalls.Run(_run, Day);

        Assert.Equal(calls.Count, page.Totals.Calls);
        Assert.Equal(calls.Sum(call => call.Attributes.Single(attribute => attribute.Key == "gen_ai.usage.input_tokens").Value.Int), page.Totals.InputTokens);
        Assert.Equal(calls.Sum(call => call.Attributes.Single(attribute => attribute.Key == "suite.gen_ai.cost").Value.Double), page.Totals.CostUsd!.Value, 9);
        Assert.Equal(("local", "captioner-1", "chat"), (page.Items[0].Provider, page.Items[0].Model, page.Items[0].Operation));
        Assert.Equal(("What is in this picture?", "A red bicycle."), (page.Items[0].Prompt, page.Items[0].Completion));
        Assert.Equal(calls.Count, Assert.Single(page.ByModel).Calls);
    }

    private static Span Call(ulong id, string address, int port) => new()
    {
        TraceId = new(1, id), SpanId = new(id), Name = "GET", Kind = SpanKind.Client, StartNanos = Now, EndNanos = Now + 1_000_000,
        Attributes = [new("server.address", AnyValue.Of(address)), new("server.port", AnyValue.Of(port))],
    };

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Meets(Condition condition, KeyValue[] attributes)
    {
        var value = attributes.Where(attribute => attribute.Key == condition.Key).Select(attribute => attribute.Value.ToString()).FirstOrDefault();
        return condition.Comparison switch
        {
            Comparison.Equal => value == condition.Value,
            Comparison.NotEqual => value != condition.Value,
            _ => value is not null && Has(value, condition.Value),
        };
    }
}
