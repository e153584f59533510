using Suite.Hosting.Engine;
using Xunit;

namespace Suite.Tests.Unit.Hosting;

public sealed class RestartDelayTests
{
    [Fact]
    public void Every_crash_doubles_the_delay_up_to_half_a_minute()
    {
        var delay = new RestartDelay();

        var seconds = Enumerable.Range(0, 8).Select(_ => delay.AfterCrash(TimeSpan.Zero).TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], seconds);
    }

    [Fact]
    public void A_minute_without_a_crash_begins_anew()
    {
        var delay = new RestartDelay();
        delay.AfterCrash(TimeSpan.Zero);
        delay.AfterCrash(TimeSpan.Zero);

        Assert.Equal(1, delay.AfterCrash(TimeSpan.FromMinutes(1)).TotalSeconds);
    }
}
