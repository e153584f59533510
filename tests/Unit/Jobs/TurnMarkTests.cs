using Suite.Jobs;
using Xunit;

namespace Suite.Tests.Unit.Jobs;

public class TurnMarkTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Clock _clock = new();
    private readonly TurnMark _mark;

    public TurnMarkTests()
    {
        _mark = new TurnMark(_clock, TimeSpan.FromSeconds(1));
        End(_mark.Begin(), At(5), more: true);
    }

    [Fact]
    public void A_claim_looks_from_where_the_last_one_got_to()
    {
        Assert.Equal(At(5), _mark.Begin().From);
    }

    [Fact]
    public void An_earlier_turn_that_was_heard_of_is_looked_at_again()
    {
        _mark.Heard(At(2).Turn);

        Assert.Equal(At(2).Turn, _mark.Begin().From.Turn);
    }

    [Fact]
    public void What_is_heard_during_a_claim_is_not_passed_over_by_its_end()
    {
        var look = _mark.Begin();
        _mark.Heard(At(3).Turn);
        End(look, At(9), more: false);

        Assert.Equal(At(3).Turn, _mark.Begin().From.Turn);
    }

    [Fact]
    public void What_may_have_been_missed_during_a_look_at_everything_makes_the_next_one_such_a_look_too()
    {
        _mark.Forget();
        var look = _mark.Begin();
        _mark.Forget();
        End(look, At(9), more: false);

        Assert.True(_mark.Begin().All);
    }

    [Fact]
    public void A_look_at_everything_that_was_cut_short_goes_on_from_there()
    {
        _clock.Pass(TimeSpan.FromSeconds(1));
        var look = _mark.Begin();
        End(look, At(1), more: true);

        Assert.True(look.All);
        Assert.Equal(At(1), _mark.Begin().From);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(300, 3)]
    [InlineData(5_000, 10)]
    public void A_look_at_everything_takes_a_tenth_of_the_time_and_comes_within_ten_seconds(int lookMilliseconds, int pauseSeconds)
    {
        _clock.Pass(TimeSpan.FromMinutes(1));
        var look = _mark.Begin();
        _clock.Pass(TimeSpan.FromMilliseconds(lookMilliseconds));
        End(look, null, more: false);

        _clock.Pass(TimeSpan.FromSeconds(pauseSeconds) - TimeSpan.FromMilliseconds(1));
        Assert.False(_mark.Begin().All);
        _clock.Pass(TimeSpan.FromMilliseconds(1));
        Assert.True(_mark.Begin().All);
    }

    [Fact]
    public void A_notice_says_from_which_turn_on_which_queue_has_work()
    {
        Assert.Equal(new ReadyNotice("captions of cats", Noon), ReadyNotice.Parse($"{Noon.ToUnixTimeMilliseconds()}000 captions of cats"));
        Assert.Equal(default, ReadyNotice.Parse(""));
    }

    [Theory]
    [InlineData("captions")]
    [InlineData("captions of cats")]
    [InlineData("2024 photos")]
    [InlineData(" 2024 photos")]
    public void A_notice_of_a_whole_queue_is_not_taken_for_a_turn_however_the_queue_is_called(string queue) =>
        Assert.Equal(new ReadyNotice(queue, null), ReadyNotice.Parse(ReadyNotice.Whole(queue)));

    private static Place At(int minute) => new(Noon.AddMinutes(minute), minute);

    private void End(Look look, Place? last, bool more) => _mark.End(look, last, more);

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
