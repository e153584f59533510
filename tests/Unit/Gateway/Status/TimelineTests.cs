using Suite.Gateway.Status;
using Xunit;

namespace Suite.Tests.Unit.Gateway.Status;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 30, TimeSpan.Zero);
    private static readonly HistoryWindow Hour = HistoryWindow.Last(1, Noon);

    [Theory]
    [InlineData(1, 60, 60)]
    [InlineData(24, 1440, 96)]
    [InlineData(7 * 24, 10_080, 84)]
    [InlineData(15 * 24, 10_800, 90)]
    public void A_window_has_few_bars_and_no_more_steps_than_Prometheus_gives(int hours, int steps, int bars)
    {
        var window = HistoryWindow.Last(hours, Noon);

        Assert.Equal(steps, window.Steps);
        Assert.Equal(bars, (window.To - window.From) / window.Bar);
        Assert.True(window.To >= Noon && window.To - Noon <= window.Step);
    }

    [Fact]
    public void Uptime_is_a_share_of_what_was_measured()
    {
        var values = Repeat(double.NaN, 30).Concat(Repeat(1, 20)).Concat(Repeat(0.5, 5)).Concat(Repeat(0, 5));

        var history = Of(values).ToHistory();

        Assert.Equal(25 / 30.0, history.Uptime!.Value, precision: 5);
        Assert.Equal(0.5, history.Known);
    }

    [Fact]
    public void What_nobody_measured_is_unknown_and_not_up()
    {
        var history = Of(Repeat(double.NaN, 60)).ToHistory();

        Assert.Null(history.Uptime);
        Assert.All(history.Bars, bar => Assert.Equal(ServiceState.Unknown, bar.State));
    }

    [Fact]
    public void A_bar_shows_the_worst_and_how_long_it_was()
    {
        var day = HistoryWindow.Last(24, Noon);
        var values = Repeat(1, day.Steps).ToArray();
        values[3] = 0;
        values[4] = 0.5;

        var bar = new Timeline("backend", day, values).ToHistory().Bars[0];

        Assert.Equal((ServiceState.Down, 780, 60, 60), (bar.State, bar.UpSeconds, bar.DegradedSeconds, bar.DownSeconds));
    }

    [Fact]
    public void Steps_in_a_row_are_one_incident_as_bad_as_its_worst()
    {
        var values = Repeat(1, 60).ToArray();
        (values[10], values[11], values[12], values[30]) = (0.5, 0, 0.5, 0.5);

        var incidents = Of(values).Incidents();

        Assert.Equal([ServiceState.Degraded, ServiceState.Down], incidents.Select(incident => incident.State));
        Assert.Equal((Hour.From.AddMinutes(10), Hour.From.AddMinutes(13), 180), (incidents[1].From, incidents[1].To, incidents[1].Seconds));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(double.NaN, true)]
    [InlineData(1, false)]
    public void An_incident_goes_on_until_something_was_seen_to_work(double last, bool goesOn)
    {
        var incident = Assert.Single(Of(Repeat(1, 50).Concat(Repeat(0, 9)).Append(last)).Incidents());

        Assert.Equal(goesOn, incident.To is null);
    }

    [Fact]
    public void What_was_not_measured_ends_an_incident()
    {
        var incident = Assert.Single(Of(Repeat(1, 10).Concat(Repeat(0, 10)).Concat(Repeat(double.NaN, 40))).Incidents());

        Assert.Equal(Hour.From.AddMinutes(20), incident.To);
    }

    private static Timeline Of(IEnumerable<double> values) => new("backend", Hour, [.. values]);

    private static IEnumerable<double> Repeat(double value, int count) => Enumerable.Repeat(value, count);
}
