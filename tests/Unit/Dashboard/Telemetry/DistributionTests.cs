using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class DistributionTests
{
    [Fact]
    public void Quantiles_lie_inside_their_bucket_in_proportion()
    {
        var distribution = Distribution.Of(Histogram([10, 10, 0]));

        Assert.Equal(1, distribution.Quantile(0.5));
        Assert.Equal(0.5, distribution.Quantile(0.25));
        Assert.Equal(1.9, distribution.Quantile(0.95)!.Value, 9);
    }

    [Fact]
    public void Beyond_the_last_bound_the_bound_is_all_that_is_known() => Assert.Equal(2, Distribution.Of(Histogram([0, 0, 5])).Quantile(0.99));

    [Fact]
    public void What_was_recorded_in_between_is_the_difference()
    {
        var since = Distribution.Of(Histogram([10, 14, 1])).Since(Distribution.Of(Histogram([10, 10, 1])));

        Assert.Equal(4, since.Count);
        Assert.Equal(1.5, since.Quantile(0.5));
    }

    [Fact]
    public void A_sender_that_began_anew_has_recorded_all_that_it_counts() =>
        Assert.Equal(3, Distribution.Of(Histogram([1, 2, 0])).Since(Distribution.Of(Histogram([10, 10, 1]))).Count);

    [Fact]
    public void Exponential_buckets_have_the_bounds_of_their_scale()
    {
        // Scale 0: base 2; offset 1: (2, 4] and (4, 8].
        var distribution = Distribution.Of(new ExponentialHistogramPoint { Count = 4, Sum = 20, Scale = 0, Positive = new(1, [2, 2]) });

        Assert.Equal(4, distribution.Quantile(0.5));
        Assert.Equal(8, distribution.Quantile(1));
    }

    [Fact]
    public void A_zero_bucket_that_reaches_over_others_takes_them_in_so_that_buckets_stay_in_order()
    {
        // Scale 0, offset 0: (1, 2], (2, 4] and (4, 8]; zeros reach to 3.
        var distribution = Distribution.Of(new ExponentialHistogramPoint
        {
            Count = 8, Scale = 0, ZeroCount = 1, ZeroThreshold = 3, Positive = new(0, [1, 2, 4]),
        });

        Assert.Equal(3, distribution.Quantile(2 / 8.0));
        Assert.Equal(4, distribution.Quantile(4 / 8.0));
        Assert.Equal(8, distribution.Quantile(1));
    }

    [Fact]
    public void Nothing_has_no_quantiles() => Assert.Null(Distribution.Of(Histogram([])).Quantile(0.5));

    private static HistogramPoint Histogram(ulong[] buckets) => new()
    {
        Bounds = buckets.Length == 0 ? [] : [1, 2], Buckets = buckets, Count = buckets.Aggregate(0UL, (sum, one) => sum + one), Sum = 1,
    };
}
