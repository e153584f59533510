using Suite.Dashboard.Exposition;
using Suite.Dashboard.Otlp;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Exposition;

public sealed class HistogramTests
{
    private static readonly Source Backend = Shown.Sender("backend");

    [Fact]
    public void Buckets_hold_everything_up_to_their_bound()
    {
        var shown = new Shown();

        shown.Take(Backend, Explicit(Temporality.Cumulative, [2, 1, 1]));

        Assert.Equal(
        [
            "wait_seconds_bucket{instance=\"0\",job=\"suite/backend\",le=\"0.5\"} 2",
            "wait_seconds_bucket{instance=\"0\",job=\"suite/backend\",le=\"1\"} 3",
            "wait_seconds_bucket{instance=\"0\",job=\"suite/backend\",le=\"+Inf\"} 4",
            "wait_seconds_sum{instance=\"0\",job=\"suite/backend\"} 4",
            "wait_seconds_count{instance=\"0\",job=\"suite/backend\"} 4",
        ], shown.Samples("wait_seconds"));
    }

    [Fact]
    public void Deltas_add_up_without_touching_the_point_that_others_read_too()
    {
        var shown = new Shown();
        var first = Explicit(Temporality.Delta, [2, 1, 1], time: 10);

        shown.Take(Backend, first, Explicit(Temporality.Delta, [0, 0, 6], time: 20));

        Assert.EndsWith("} 10", shown.Samples("wait_seconds_count")[0]);
        Assert.Equal(["2", "3", "10"], shown.Samples("wait_seconds_bucket").Select(line => line.Split(' ')[^1]));
        Assert.Equal([2UL, 1, 1], ((HistogramPoint)first.Points[0]).Buckets);
    }

    [Theory]
    [InlineData(new[] { 1.0, 0.5 }, new ulong[] { 1, 1, 1 })]
    [InlineData(new[] { 1.0, double.PositiveInfinity }, new ulong[] { 1, 1, 1 })]
    [InlineData(new[] { 1.0 }, new ulong[] { 1, 1, 1 })]
    public void A_histogram_that_contradicts_itself_is_refused(double[] bounds, ulong[] buckets)
    {
        var shown = new Shown();

        Assert.Equal(1, shown.Take(Backend, Histogram(new HistogramPoint { TimeNanos = 1, Count = 3, Bounds = bounds, Buckets = buckets })));
    }

    [Fact]
    public void An_exponential_histogram_is_shown_in_steps_of_the_square_root_of_two_without_loss()
    {
        var shown = new Shown();

        // Scale 3: (2^(i/8), 2^((i+1)/8)]. Buckets 0 to 3 are (1, 2^0.5], buckets 4 to 7 are (2^0.5, 2].
        shown.Take(Backend, Exponential(Temporality.Cumulative, scale: 3, offset: 0, [1, 0, 2, 1, 5, 0, 0, 1], zeros: 7, time: 1));

        Assert.Equal(
            [("0", "7"), ("1.4142135623730951", "11"), ("2", "17"), ("+Inf", "17")],
            shown.Samples("wait_seconds_bucket").Select(Bucket));
    }

    [Fact]
    public void Bounds_stay_when_the_sender_makes_its_buckets_coarser()
    {
        var (fine, coarse) = (new Shown(), new Shown());

        fine.Take(Backend, Exponential(Temporality.Cumulative, scale: 3, offset: -16, [4, 4, 4, 4, 4, 4, 4, 4], zeros: 0, time: 1));
        coarse.Take(Backend, Exponential(Temporality.Cumulative, scale: 1, offset: -4, [16, 16], zeros: 0, time: 1));

        Assert.Equal(fine.Samples("wait_seconds_bucket"), coarse.Samples("wait_seconds_bucket"));
    }

    [Fact]
    public void Exponential_deltas_of_different_scales_add_up()
    {
        var shown = new Shown();

        shown.Take(
            Backend,
            Exponential(Temporality.Delta, scale: 1, offset: 0, [1, 2], zeros: 1, time: 1),
            Exponential(Temporality.Delta, scale: 0, offset: 1, [4], zeros: 0, time: 2));

        Assert.Equal([("0", "1"), ("2", "4"), ("4", "8"), ("+Inf", "8")], shown.Samples("wait_seconds_bucket").Select(Bucket));
    }

    [Fact]
    public void A_span_of_values_however_wide_keeps_within_its_buckets()
    {
        var shown = new Shown();
        var counts = new ulong[160];
        Array.Fill(counts, 1UL);

        shown.Take(Backend, Exponential(Temporality.Delta, scale: 0, offset: -80, counts, zeros: 0, time: 1));
        shown.Take(Backend, Exponential(Temporality.Delta, scale: 20, offset: int.MaxValue - 200, counts, zeros: 0, time: 2));
        shown.Take(Backend, Exponential(Temporality.Delta, scale: -10, offset: int.MinValue, counts, zeros: 0, time: 3));

        var buckets = shown.Samples("wait_seconds_bucket").Select(Bucket).ToArray();
        Assert.InRange(buckets.Length, 2, ExponentialCounts.Limit + 2);
        Assert.Equal("480", buckets[^1].Count);
        Assert.Equal(buckets.Length, buckets.DistinctBy(bucket => bucket.Bound).Count());
    }

    [Theory]
    [InlineData(-12)]
    [InlineData(int.MinValue)]
    public void A_scale_coarser_than_any_double_needs_is_held_to_the_coarsest(int scale)
    {
        var shown = new Shown();

        shown.Take(Backend, Exponential(Temporality.Cumulative, scale, offset: -1, [2, 3], zeros: 0, time: 1));

        Assert.Equal([("0", "0"), ("1", "2"), ("+Inf", "5")], shown.Samples("wait_seconds_bucket").Select(Bucket));
    }

    [Fact]
    public void A_coarse_scale_keeps_within_its_buckets_too()
    {
        var counts = new ulong[1000];
        Array.Fill(counts, 1UL);

        Assert.InRange(ExponentialCounts.Of(scale: -11, new ExponentialBuckets(0, counts)).Counts.Length, 1, ExponentialCounts.Limit);
    }

    [Fact]
    public void Negative_values_come_before_the_zeros()
    {
        var shown = new Shown();

        shown.Take(Backend, Histogram(MetricKind.ExponentialHistogram, Temporality.Cumulative, new ExponentialHistogramPoint
        {
            TimeNanos = 1, Count = 6, Scale = 0, ZeroCount = 3, Negative = new(0, [1, 2]),
        }));

        Assert.Equal([("-2", "2"), ("-1", "3"), ("0", "6"), ("+Inf", "6")], shown.Samples("wait_seconds_bucket").Select(Bucket));
    }

    private static (string Bound, string Count) Bucket(string line) => (line.Split("le=\"")[1].Split('"')[0], line.Split(' ')[^1]);

    private static Metric Explicit(Temporality temporality, ulong[] buckets, long time = 1)
    {
        var count = buckets.Aggregate(0UL, (sum, bucket) => sum + bucket);
        return Histogram(MetricKind.Histogram, temporality, new HistogramPoint
        {
            StartNanos = 1, TimeNanos = time, Count = count, Sum = count, Bounds = [0.5, 1], Buckets = buckets,
        });
    }

    private static Metric Exponential(Temporality temporality, int scale, int offset, ulong[] counts, ulong zeros, long time) =>
        Histogram(MetricKind.ExponentialHistogram, temporality, new ExponentialHistogramPoint
        {
            StartNanos = 1, TimeNanos = time, Scale = scale, ZeroCount = zeros, Positive = new(offset, counts),
            Count = zeros + counts.Aggregate(0UL, (sum, bucket) => sum + bucket),
        });

    private static Metric Histogram(HistogramPoint point) => Histogram(MetricKind.Histogram, Temporality.Cumulative, point);

    private static Metric Histogram(MetricKind kind, Temporality temporality, Point point) =>
        new() { Name = "wait", Unit = "s", Description = "A wait.", Kind = kind, Temporality = temporality, Points = [point] };
}
