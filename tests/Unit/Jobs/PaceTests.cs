using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class PaceTests
{
    private readonly Clock _clock = new();
    private readonly Pace _pace;

    public PaceTests() => _pace = new Pace(_clock);

    [Fact]
    public void Nothing_is_claimed_ahead_before_anything_has_ended()
    {
        _pace.Measure(freeShare: 1);

        Assert.Equal(0, _pace.Size);
    }

    [Fact]
    public void As_many_are_held_as_end_within_a_tenth_of_a_second()
    {
        End(count: 16, within: TimeSpan.FromMilliseconds(4));

        Assert.Equal(400, _pace.Size);
    }

    [Fact]
    public void Never_more_than_two_thousand()
    {
        End(count: 1_000, within: TimeSpan.FromMilliseconds(4));

        Assert.Equal(Pace.MostAhead, _pace.Size);
    }

    [Fact]
    public void Items_that_take_long_are_not_claimed_ahead_however_many_end()
    {
        for (var i = 0; i < 20; i++)
            _pace.Handled(TimeSpan.FromSeconds(2));
        End(count: 1_000, within: TimeSpan.FromSeconds(2));

        Assert.Equal(0, _pace.Size);
    }

    [Fact]
    public void While_all_slots_are_held_up_nothing_is_claimed_ahead()
    {
        End(count: 16, within: TimeSpan.FromMilliseconds(4));

        _pace.Measure(freeShare: 0);

        Assert.Equal(0, _pace.Size);
    }

    private void End(int count, TimeSpan within)
    {
        for (var i = 0; i < count; i++)
            _pace.Ended();
        _clock.Pass(within);
        _pace.Measure(freeShare: 1);
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
