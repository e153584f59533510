using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Suite.Dashboard.Otlp;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Exposition;

/// <summary>What the real Prometheus makes of the page.</summary>
public sealed class PrometheusTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Promtool_has_nothing_against_a_page_with_metrics_of_every_kind()
    {
        await using var hub = await ExposingHub.StartAsync();
        Assert.Equal(0, hub.Take(EveryKind()));

        using var client = new HttpClient { BaseAddress = hub.Address };
        var verdict = await Promtool.CheckMetricsAsync(await client.GetStringAsync("/metrics", Cancel));

        Assert.True(verdict.Passed, verdict.Output);
    }

    [Fact]
    public async Task Prometheus_reads_every_kind_with_exemplars_and_sees_who_sent()
    {
        await using var hub = await ExposingHub.StartAsync();
        hub.Take(EveryKind());
        await using var prometheus = new PrometheusServer { Targets = [hub.Target] };
        await prometheus.InitializeAsync();

        var done = Assert.Single(await prometheus.UntilAsync("jobs_done_total", series => series.Count == 1, Cancel));
        var wait = await prometheus.UntilAsync("histogram_quantile(0.5, jobs_wait_seconds_bucket)", series => series.Count == 1, Cancel);
        var size = await prometheus.UntilAsync("histogram_quantile(0.5, jobs_size_bytes_bucket)", series => series.Count == 1, Cancel);
        var target = await prometheus.UntilAsync("target_info", series => series.Count == 1, Cancel);

        Assert.Equal(("suite/backend", "0", 1d), (done["job"], done["instance"], done.Value));
        Assert.Equal("0.75", Assert.Single(wait).Value.ToString("0.##"));
        Assert.InRange(Assert.Single(size).Value, 2, 4);
        Assert.Equal("attic", Assert.Single(target)["host_name"]);
        await prometheus.UntilAsync("jobs_age_seconds{quantile='0.9'} == 9", series => series.Count == 1, Cancel);

        using var client = new HttpClient { BaseAddress = prometheus.Address };
        var exemplars = await client.GetStringAsync("/api/v1/query_exemplars?query=jobs_wait_seconds_bucket&start=0&end=9999999999", Cancel);
        Assert.Contains("00000000000000010000000000000002", exemplars);
    }

    [Fact]
    public async Task While_the_hub_is_away_Prometheus_says_so_and_its_restart_is_a_reset_and_no_leap()
    {
        // A port that nobody else is given while the hub is away.
        var hub = await ExposingHub.StartAsync(ServerProcess.FreePort());
        await using var prometheus = new PrometheusServer { Targets = [hub.Target] };
        await prometheus.InitializeAsync();
        hub.Take(Delta(10));
        await prometheus.UntilAsync("jobs_done_total == 10", series => series.Count == 1, Cancel);

        await hub.DisposeAsync();
        await prometheus.UntilAsync("up{job='suite'} == 0", series => series.Count == 1, Cancel);
        Assert.Empty(await prometheus.QueryAsync("jobs_done_total", Cancel));

        await using var again = await ExposingHub.StartAsync(hub.Address.Port);
        again.Take(Delta(3));
        await prometheus.UntilAsync("up{job='suite'} == 1 and on() jobs_done_total == 3", series => series.Count == 1, Cancel);

        Assert.Equal(1, Assert.Single(await prometheus.QueryAsync("resets(jobs_done_total[1m])", Cancel)).Value);
    }

    [Fact]
    public async Task A_page_is_packed_for_who_asks_and_nothing_else_is_there()
    {
        await using var hub = await ExposingHub.StartAsync();
        hub.Take(EveryKind());
        using var client = new HttpClient { BaseAddress = hub.Address };

        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        request.Headers.Accept.ParseAdd("application/openmetrics-text; version=1.0.0");
        using var packed = await client.SendAsync(request, Cancel);
        await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(Cancel), CompressionMode.Decompress);
        var page = await new StreamReader(unpacked).ReadToEndAsync(Cancel);

        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", packed.Content.Headers.ContentType?.ToString());
        Assert.EndsWith("# EOF\n", page);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/metrics", null, Cancel)).StatusCode);
    }

    private static Metric Delta(double value) => new()
    {
        Name = "jobs.done", Kind = MetricKind.Sum, IsMonotonic = true, Temporality = Temporality.Delta,
        Points = [new NumberPoint { StartNanos = 1, TimeNanos = 2, Value = value }],
    };

    private static Metric[] EveryKind() =>
    [
        new()
        {
            Name = "jobs.done", Description = "Jobs done.", Unit = "{job}", Kind = MetricKind.Sum, IsMonotonic = true,
            Points = [new NumberPoint { TimeNanos = 1, Value = 1 }],
        },
        new()
        {
            Name = "jobs.running", Description = "Jobs that run.", Unit = "{job}", Kind = MetricKind.Sum,
            Points = [new NumberPoint { TimeNanos = 1, Value = 4 }],
        },
        new()
        {
            Name = "cpu.utilization", Description = "Share of the processor.", Unit = "1", Kind = MetricKind.Gauge,
            Points = [new NumberPoint { TimeNanos = 1, Value = 0.5 }],
        },
        new()
        {
            Name = "jobs.wait", Description = "Waiting.", Unit = "s", Kind = MetricKind.Histogram,
            Points = [new HistogramPoint { TimeNanos = 1, Count = 4, Sum = 3, Bounds = [0.5, 1, 5], Buckets = [1, 2, 1, 0], Exemplars = [Traced()] }],
        },
        new()
        {
            Name = "jobs.size", Description = "Sizes.", Unit = "By", Kind = MetricKind.ExponentialHistogram,
            Points = [new ExponentialHistogramPoint { TimeNanos = 1, Count = 4, Sum = 12, Scale = 0, Positive = new(1, [4]) }],
        },
        new()
        {
            Name = "jobs.age", Description = "Ages.", Unit = "s", Kind = MetricKind.Summary,
            Points = [new SummaryPoint { TimeNanos = 1, Count = 2, Sum = 10, Quantiles = [(0.5, 1), (0.9, 9)] }],
        },
    ];

    // Of this moment: Prometheus takes no old ones.
    private static Exemplar Traced() =>
        new(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000_000, 0.7, new TraceId(1, 2), new SpanId(3), []);
}
