using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class RetryDelayTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(20, 300)]
    [InlineData(int.MaxValue, 300)]
    public void It_doubles_with_every_attempt_up_to_the_cap_and_varies_by_a_quarter(int attempt, int seconds)
    {
        var random = new Random(1);
        var delays = Enumerable.Range(0, 1_000).Select(_ => RetryDelay.After(attempt, First, Cap, random).TotalSeconds).ToList();

        Assert.All(delays, delay => Assert.InRange(delay, seconds * 0.75, seconds * 1.25));
        Assert.True(delays.Max() - delays.Min() > seconds * 0.4);
    }
}
