using Suite.Platform;
using Xunit;

namespace Suite.Tests.Unit.Platform;

public class BackoffTests
{
    private readonly Backoff _backoff = new(TimeProvider.System, new Random(1));

    [Theory]
    [InlineData(1, 50, 100)]
    [InlineData(2, 100, 200)]
    [InlineData(5, 800, 1_600)]
    [InlineData(100, 2_500, 5_000)]
    public void It_doubles_up_to_five_seconds_less_up_to_a_half_by_chance(int attempt, int least, int most)
    {
        for (var i = 0; i < 100; i++)
            Assert.InRange(_backoff.Delay(attempt).TotalMilliseconds, least, most);
    }
}
