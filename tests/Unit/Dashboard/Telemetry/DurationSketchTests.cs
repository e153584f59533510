using Suite.Dashboard.Telemetry.Reading;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Telemetry;

public sealed class DurationSketchTests
{
    [Fact]
    public void Percentiles_are_off_by_less_than_two_percent_from_a_nanosecond_to_a_day()
    {
        var random = new Random(2);
        var sketch = new DurationSketch();
        var all = Enumerable.Range(0, 10_000).Select(_ => (long)Math.Pow(10, random.NextDouble() * 13.9)).Order().ToList();
        all.ForEach(sketch.Add);

        foreach (var quantile in new[] { 0.05, 0.5, 0.95, 0.99 })
        {
            var exact = all[(int)Math.Ceiling(quantile * all.Count) - 1] / 1e6;
            Assert.InRange(sketch.Milliseconds(quantile), (exact * 0.98) - 0.0001, (exact * 1.02) + 0.0001);
        }
    }

    [Fact]
    public void Nothing_is_zero() => Assert.Equal(0, new DurationSketch().Milliseconds(0.95));
}
