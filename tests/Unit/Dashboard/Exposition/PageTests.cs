using Microsoft.Net.Http.Headers;
using Suite.Dashboard.Exposition;
using Suite.Dashboard.Otlp;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Exposition;

public sealed class PageTests
{
    private const string Prometheus =
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private static readonly Exemplar Traced = new(
        1_700_000_000_500_000_000, 0.25, new TraceId(1, 2), new SpanId(3), Shown.Attributes(("user", "ann"), ("long", new string('x', 100))));

    [Theory]
    [InlineData("", PageFormat.Text)]
    [InlineData("*/*", PageFormat.Text)]
    [InlineData("text/plain, application/openmetrics-text;q=0.1", PageFormat.Text)]
    [InlineData("application/openmetrics-text;q=0", PageFormat.Text)]
    [InlineData(Prometheus, PageFormat.OpenMetrics)]
    internal void OpenMetrics_is_for_who_asks_for_it(string accept, PageFormat expected) =>
        Assert.Equal(expected, PageFormats.Choose([.. MediaTypeHeaderValue.ParseList([accept])]));

    [Fact]
    public void Text_names_the_sample_and_OpenMetrics_the_family_and_ends()
    {
        var shown = new Shown();
        shown.Take(Shown.Sender("backend"), new Metric
        {
            Name = "cpu.time", Unit = "s", Description = "Time \"spent\"\nat work.", Kind = MetricKind.Sum, IsMonotonic = true,
            Points = [Shown.At(1, 2)],
        });

        Assert.StartsWith("# TYPE cpu_time_seconds_total counter\n# HELP cpu_time_seconds_total Time \"spent\"\\nat work.\ncpu_time_seconds_total{", shown.Page());
        var open = shown.Page(PageFormat.OpenMetrics);
        Assert.StartsWith(
            "# TYPE cpu_time_seconds counter\n# UNIT cpu_time_seconds seconds\n# HELP cpu_time_seconds Time \\\"spent\\\"\\nat work.\ncpu_time_seconds_total{", open);
        Assert.Contains("# TYPE target info\n", open);
        Assert.EndsWith("# EOF\n", open);
    }

    [Fact]
    public void OpenMetrics_shows_the_trace_behind_a_counter_and_behind_each_bucket()
    {
        const string exemplar = " # {trace_id=\"00000000000000010000000000000002\",span_id=\"0000000000000003\",user=\"ann\"} 0.25 1700000000.500";
        var shown = new Shown();

        shown.Take(
            Shown.Sender("backend"),
            Shown.Counter("done", Temporality.Cumulative, Shown.At(1, 2, exemplars: [Traced])),
            new Metric
            {
                Name = "wait", Kind = MetricKind.Histogram, Points =
                [
                    new HistogramPoint { TimeNanos = 1, Count = 2, Bounds = [0.1, 0.25, 1], Buckets = [0, 1, 1, 0], Exemplars = [Traced] },
                ],
            });

        Assert.Equal(["done_total{instance=\"0\",job=\"suite/backend\"} 2" + exemplar], shown.Samples("done", PageFormat.OpenMetrics));
        Assert.EndsWith(",le=\"0.25\"} 1" + exemplar, Assert.Single(shown.Samples("wait_bucket", PageFormat.OpenMetrics), line => line.Contains('#')));
        Assert.DoesNotContain("trace_id", shown.Page());
    }

    [Fact]
    public void Whole_bounds_have_a_point_in_OpenMetrics()
    {
        var shown = new Shown();
        shown.Take(Shown.Sender("backend"), new Metric
        {
            Name = "wait", Kind = MetricKind.Histogram, Points = [new HistogramPoint { TimeNanos = 1, Bounds = [0.5, 10], Buckets = [0, 0, 0] }],
        });

        Assert.Equal(["0.5", "10.0", "+Inf"], shown.Samples("wait_bucket", PageFormat.OpenMetrics).Select(line => line.Split("le=\"")[1].Split('"')[0]));
    }

    [Fact]
    public void A_summary_keeps_its_quantiles()
    {
        var shown = new Shown();
        shown.Take(Shown.Sender("backend"), new Metric
        {
            Name = "wait", Kind = MetricKind.Summary, Points = [new SummaryPoint { TimeNanos = 1, Count = 4, Sum = 8, Quantiles = [(0.5, 1), (0.99, 5)] }],
        });

        Assert.Equal(["1", "5", "8", "4"], shown.Samples("wait").Select(line => line.Split(' ')[^1]));
        Assert.Contains("wait{instance=\"0\",job=\"suite/backend\",quantile=\"0.99\"} 5", shown.Page());
    }

    [Fact]
    public void Values_without_end_and_labels_with_quotes_are_written_as_the_format_has_them()
    {
        var shown = new Shown();
        shown.Take(
            Shown.Sender("backend"),
            Shown.Gauge("a", Shown.At(1, double.NaN)), Shown.Gauge("b", Shown.At(1, double.NegativeInfinity)),
            Shown.Gauge("c", Shown.At(1, 1e300, attributes: Shown.Attributes(("path", "C:\\x \"y\"\nz")))));

        Assert.EndsWith(" NaN", shown.Samples("a{")[0]);
        Assert.EndsWith(" -Inf", shown.Samples("b{")[0]);
        Assert.Contains("path=\"C:\\\\x \\\"y\\\"\\nz\"} 1E+300", shown.Samples("c{")[0]);
    }
}
