using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class SpreadTests
{
    [Fact]
    public void Nothing_has_no_spread()
    {
        Assert.Null(Spread.Of([], 0));
        Assert.Null(Spread.Of(new int[25], 0));
    }

    [Fact]
    public void Percentiles_lie_in_the_bucket_that_holds_them()
    {
        var histogram = new int[25];
        histogram[3] = 90; // 4 to 8 ms
        histogram[10] = 10; // 512 to 1024 ms

        var spread = Spread.Of(histogram, totalMs: 8_500)!;

        Assert.Equal(85, spread.Mean);
        Assert.InRange(spread.P50, 4, 8);
        Assert.InRange(spread.P95, 512, 1_024);
    }

    [Fact]
    public void One_duration_is_its_own_median_within_a_factor_of_two()
    {
        var histogram = new int[25];
        histogram[7] = 1; // 64 to 128 ms

        Assert.InRange(Spread.Of(histogram, 100)!.P50, 50, 200);
    }
}
