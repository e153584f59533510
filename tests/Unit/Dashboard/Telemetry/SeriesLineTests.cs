using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class SeriesLineTests
{
    private const long Second = 1_000_000_000;
    private const long From = 1000 * Second;

    [Fact]
    public void A_counter_is_shown_as_its_growth_per_second()
    {
        var line = Line(Counter(Temporality.Cumulative), (990, 0, 100), (1000, 0, 150), (1010, 0, 170));

        Assert.Equal([(1000_000, 5.0), (1010_000, 2.0)], Points(line));
        Assert.Equal(70, line.View().Total);
    }

    [Fact]
    public void A_counter_of_a_sender_that_was_restarted_begins_at_zero()
    {
        var line = Line(Counter(Temporality.Cumulative), (990, 0, 100), (1000, 995, 30), (1010, 995, 50));

        Assert.Equal([(1000_000, 3.0), (1010_000, 2.0)], Points(line));
    }

    [Fact]
    public void A_counter_that_was_counting_long_before_the_range_says_nothing_by_its_first_point()
    {
        var line = Line(Counter(Temporality.Cumulative), (1000, 0, 5_000_000), (1010, 0, 5_000_010));

        Assert.Equal([(1010_000, 1.0)], Points(line));
    }

    [Fact]
    public void Points_that_are_growth_already_are_added_up()
    {
        var line = Line(Counter(Temporality.Delta), (1001, 1000, 10), (1006, 1001, 20), (1012, 1006, 5));

        Assert.Equal([(1000_000, 3.0), (1010_000, 0.5)], Points(line));
    }

    [Fact]
    public void A_gauge_has_the_last_value_of_each_step_and_a_point_that_was_sent_twice_counts_once()
    {
        var gauge = Counter(Temporality.Unspecified) with { Kind = MetricKind.Gauge };
        var line = Line(gauge, (1003, 0, 7), (1001, 0, 5), (1003, 0, 7), (1011, 0, 9));

        Assert.Equal([(1000_000, 7.0), (1010_000, 9.0)], Points(line));
    }

    [Fact]
    public void A_cumulative_histogram_is_shown_as_what_was_recorded_in_each_step_and_a_restart_begins_at_zero()
    {
        var histogram = Counter(Temporality.Cumulative) with { Kind = MetricKind.Histogram, IsMonotonic = false };
        var line = new SeriesLine(new SeriesRow(1, histogram, []), From, 10 * Second);
        foreach (var (time, start, low, high) in new[] { (990, 0, 5u, 5u), (1002, 0, 7u, 5u), (1008, 0, 9u, 5u), (1012, 1009, 0u, 3u) })
        {
            line.Add(new HistogramPoint
            {
                TimeNanos = time * Second, StartNanos = start * Second, Count = low + high, Sum = low + (10 * high), Bounds = [1, 10], Buckets = [low, high, 0],
            });
        }

        var points = line.View().Points;

        Assert.Equal([1000_000, 4, 4, 0.5, 0.9, 0.99], points[0].Select(value => value!.Value));
        Assert.Equal([1010_000.0, 3, 30], points[1].Take(3).Select(value => value!.Value));
    }

    private static InstrumentRow Counter(Temporality temporality) => new(1, 1, 1, "n", "", "", MetricKind.Sum, temporality, IsMonotonic: true);

    private static SeriesLine Line(InstrumentRow instrument, params (long Time, long Start, double Value)[] points)
    {
        var line = new SeriesLine(new SeriesRow(1, instrument, []), From, 10 * Second);
        foreach (var (time, start, value) in points)
            line.Add(new NumberPoint { TimeNanos = time * Second, StartNanos = start * Second, Value = value });
        return line;
    }

    private static IEnumerable<(double, double)> Points(SeriesLine line) => line.View().Points.Select(point => (point[0]!.Value, point[1]!.Value));
}
