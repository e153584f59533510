using System.Diagnostics.Metrics;
using Suite.Dashboard.Exposition;
using Suite.Dashboard.Otlp;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Exposition;

public sealed class SeriesRegistryTests
{
    private static readonly Source Backend = Shown.Sender("backend");

    [Fact]
    public void A_series_is_named_by_its_service_and_instance_and_its_own_attributes_only()
    {
        var shown = new Shown();

        shown.Take(
            Shown.Sender("backend", "backend-1", ("host.name", "attic")),
            Shown.Gauge("load", Shown.At(1, 0.5, attributes: Shown.Attributes(("cpu.id", "3")))));

        Assert.Equal(["load{cpu_id=\"3\",instance=\"backend-1\",job=\"suite/backend\"} 0.5"], shown.Samples("load"));
        Assert.Equal(["target_info{host_name=\"attic\",instance=\"backend-1\",job=\"suite/backend\"} 1"], shown.Samples("target_info"));
    }

    [Fact]
    public void Attributes_that_become_one_label_are_joined_in_the_order_of_their_keys()
    {
        var shown = new Shown();

        shown.Take(Backend, Shown.Gauge("load", Shown.At(1, 1, attributes: Shown.Attributes(("a_b", "last"), ("a.b", "first"), ("job", "theirs")))));

        Assert.Equal(["load{a_b=\"first;last\",exported_job=\"theirs\",instance=\"0\",job=\"suite/backend\"} 1"], shown.Samples("load"));
    }

    [Fact]
    public void Deltas_add_up_and_one_that_comes_twice_counts_once()
    {
        var shown = new Shown();

        var refused = shown.Take(Backend, Shown.Counter(
            "done", Temporality.Delta, Shown.At(10, 2, start: 1), Shown.At(20, 3, start: 10), Shown.At(20, 3, start: 10)));

        Assert.Equal(1, refused);
        Assert.Equal(["done_total{instance=\"0\",job=\"suite/backend\"} 5"], shown.Samples("done_total"));
    }

    [Fact]
    public void A_restart_starts_anew_and_the_process_before_it_has_no_more_say()
    {
        var shown = new Shown();
        shown.Take(Backend, Shown.Counter("done", Temporality.Cumulative, Shown.At(100, 50, start: 1)));

        var restarted = shown.Take(Shown.Sender("backend"), Shown.Counter("done", Temporality.Cumulative, Shown.At(120, 2, start: 110)));
        var late = shown.Take(Backend, Shown.Counter("done", Temporality.Cumulative, Shown.At(130, 51, start: 1)));

        Assert.Equal((0, 1), (restarted, late));
        Assert.Equal(["done_total{instance=\"0\",job=\"suite/backend\"} 2"], shown.Samples("done_total"));
    }

    [Fact]
    public void A_sender_whose_clock_was_set_back_is_shown_again_when_its_old_series_has_gone()
    {
        var shown = new Shown();
        shown.Take(Backend, Shown.Gauge("load", Shown.At(1_000, 1)));

        Assert.Equal(1, shown.Take(Backend, Shown.Gauge("load", Shown.At(500, 2))));
        shown.Wait(TimeSpan.FromMinutes(6));
        Assert.Empty(shown.Samples("load"));

        Assert.Equal(0, shown.Take(Backend, Shown.Gauge("load", Shown.At(600, 3))));
        Assert.Equal(["load{instance=\"0\",job=\"suite/backend\"} 3"], shown.Samples("load"));
    }

    [Fact]
    public void A_series_ends_five_minutes_after_its_last_point_or_when_its_sender_says_so()
    {
        var shown = new Shown();
        shown.Take(Backend, [.. new[] { "old", "young", "ended" }.Select(name => Shown.Gauge(name, Shown.At(1, 1)))]);
        shown.Wait(TimeSpan.FromMinutes(4));
        shown.Take(Backend, Shown.Gauge("young", Shown.At(2, 1)), Shown.Gauge("ended", new NumberPoint { TimeNanos = 2, Flags = 1 }));
        shown.Wait(TimeSpan.FromMinutes(2));

        Assert.Single(shown.Samples("young"));
        Assert.Empty(shown.Samples("old"));
        Assert.Empty(shown.Samples("ended"));
        Assert.Equal(1, shown.Registry.Count);
    }

    [Fact]
    public void Beyond_the_limits_points_are_refused_and_the_page_names_the_metric()
    {
        var shown = new Shown(new ExpositionOptions { SeriesLimit = 100, MetricSeriesLimit = 10 });

        var refused = shown.Take(Backend, Wide("exploding", 15), Shown.Gauge("calm", Shown.At(1, 1)));

        Assert.Equal(5, refused);
        Assert.Equal(10, shown.Samples("exploding").Length);
        Assert.Single(shown.Samples("calm"));
        Assert.Equal(["suite_otlp_exposition_overflow_points_total{metric=\"exploding\",reason=\"metric-series-limit\"} 5"], shown.Samples("suite_otlp"));
    }

    [Fact]
    public void What_is_refused_is_counted_by_its_reason()
    {
        var shown = new Shown(new ExpositionOptions { LabelLimit = 256 });
        var counted = new List<object?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Scope == shown.Meters && instrument.Name == "suite.otlp.exposition.dropped")
                own.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(tags[0].Value));
        listener.Start();

        shown.Take(Backend, Shown.Gauge("a", Shown.At(2, 1), Shown.At(1, 1)));
        shown.Take(Backend, Shown.Counter("a", Temporality.Cumulative, Shown.At(3, 1)));
        shown.Take(Backend, Shown.Gauge("b", Shown.At(1, 1, attributes: Shown.Attributes(("long", new string('x', 300))))));

        Assert.Equal(["out-of-order", "type-conflict", "label-limit"], counted);
    }

    [Fact]
    public void Room_that_ended_series_leave_is_given_again_though_nobody_reads_the_page()
    {
        var shown = new Shown(new ExpositionOptions { SeriesLimit = 100 });
        shown.Take(Backend, Wide("wide", 100));

        Assert.Equal(1, shown.Take(Backend, Shown.Gauge("late", Shown.At(1, 1))));
        shown.Wait(TimeSpan.FromMinutes(6));
        Assert.Equal(0, shown.Take(Backend, Shown.Gauge("late", Shown.At(1, 1))));

        Assert.Equal(1, shown.Registry.Count);
    }

    [Fact]
    public void Two_libraries_of_one_process_that_measure_the_same_are_kept_apart()
    {
        var shown = new Shown();
        var point = Shown.Gauge("pool.size", Shown.At(1, 1));

        shown.Registry.Take(new MetricGroup(Backend, new Scope("One", "1", []), [point]));
        Assert.DoesNotContain("otel_scope", Assert.Single(shown.Samples("pool_size")));
        shown.Registry.Take(new MetricGroup(Backend, new Scope("Two", "1", []), [point]));
        shown.Registry.Take(new MetricGroup(Backend, new Scope("One", "2", []), [point]));

        Assert.Equal(
        [
            "pool_size{instance=\"0\",job=\"suite/backend\",otel_scope_name=\"One\"} 1",
            "pool_size{instance=\"0\",job=\"suite/backend\",otel_scope_name=\"Two\"} 1",
        ], shown.Samples("pool_size"));
    }

    [Fact]
    public void A_name_belongs_to_the_kind_that_came_first_and_to_one_description()
    {
        var shown = new Shown();
        shown.Take(Backend, Shown.Gauge("size", Shown.At(1, 1)));

        var refused = shown.Take(
            Shown.Sender("gateway"),
            new Metric { Name = "size", Kind = MetricKind.Gauge, Description = "Another text.", Points = [Shown.At(1, 2)] },
            new Metric { Name = "size", Kind = MetricKind.Histogram, Points = [new HistogramPoint { TimeNanos = 1, Count = 1 }] });

        Assert.Equal(1, refused);
        Assert.Equal(2, shown.Samples("size{").Length);
        Assert.Equal(["# HELP size A gauge."], shown.Samples("# HELP size"));
    }

    [Fact]
    public void No_metric_can_pass_for_a_part_of_another()
    {
        var shown = new Shown();
        shown.Take(Backend, new Metric { Name = "wait", Kind = MetricKind.Histogram, Points = [new HistogramPoint { TimeNanos = 1, Count = 1 }] });

        Assert.Equal(2, shown.Take(Backend, Shown.Gauge("wait.count", Shown.At(1, 1)), Shown.Gauge("target_info", Shown.At(1, 1))));
    }

    private static Metric Wide(string name, int series) =>
        Shown.Gauge(name, [.. Enumerable.Range(0, series).Select(id => Shown.At(1, id, attributes: Shown.Attributes(("id", $"{id}"))))]);
}
