using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.TelemetryApi;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class QuestionWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("-15m", "2026-05-01T11:45:00Z")]
    [InlineData("-6h", "2026-05-01T06:00:00Z")]
    [InlineData("-7d", "2026-04-24T12:00:00Z")]
    [InlineData("-30s", "2026-05-01T11:59:30Z")]
    [InlineData("2026-05-01T10:00:00+02:00", "2026-05-01T08:00:00Z")]
    [InlineData("2026-05-01T10:00:00", "2026-05-01T10:00:00Z")]
    public void Moments_are_absolute_or_before_now(string text, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment), TimeText.Parse(text, Now));

    [Theory]
    [InlineData("-15")]
    [InlineData("-15x")]
    [InlineData("--5m")]
    [InlineData("15m")]
    [InlineData("yesterday")]
    [InlineData("-99999999d")]
    [InlineData("-2147483647h")]
    [InlineData("-2147483647s")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-01-01T00:00:00Z")]
    public void Anything_else_is_no_moment(string text) => Assert.Null(TimeText.Parse(text, Now));

    [Theory]
    [InlineData("a=b", "a", Comparison.Equal, "b")]
    [InlineData("a!=b=c", "a", Comparison.NotEqual, "b=c")]
    [InlineData("http.route~/api", "http.route", Comparison.Contains, "/api")]
    [InlineData("a=", "a", Comparison.Equal, "")]
    [InlineData("{OriginalFormat}=x ~ y", "{OriginalFormat}", Comparison.Equal, "x ~ y")]
    public void Conditions_have_three_forms(string text, string key, object comparison, string value) =>
        Assert.Equal(new Condition(key, (Comparison)comparison, value), Condition.Parse(text));

    [Theory]
    [InlineData("a")]
    [InlineData("=b")]
    [InlineData("a!b")]
    [InlineData("a~")]
    [InlineData("")]
    public void Anything_else_is_no_condition(string text) => Assert.Null(Condition.Parse(text));

    [Theory]
    [InlineData("12_34", 12, 34)]
    [InlineData("-5_0", -5, 0)]
    public void Cursors_are_read_as_they_are_written(string text, long key, long number)
    {
        Assert.True(Cursor.TryParse(text, out var cursor));
        Assert.Equal((new Cursor(key, number), text), (cursor, cursor.ToString()));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("a_b")]
    [InlineData("1_-2")]
    [InlineData("99999999999999999999_1")]
    public void Anything_else_is_no_cursor(string text) => Assert.False(Cursor.TryParse(text, out _));
}
