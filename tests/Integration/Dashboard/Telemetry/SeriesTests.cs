using Suite.Dashboard.Otlp;
using Suite.Dashboard.Telemetry.Reading;
using Suite.Dashboard.Telemetry.Writing;
using Suite.Tests.Integration.Platform;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Telemetry;

public sealed class SeriesTests : IDisposable
{
    private const long Minute = 60_000_000_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("suite-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Series_that_have_ended_do_not_take_the_place_of_those_of_the_range()
    {
        var path = Path.Combine(_folder, "run.db");
        using var writer = RunWriter.Create(path, "run", imported: false, new FakeClock(), 10_000);
        writer.Write(Points(10 * Minute, "old", SeriesQuery.MostSeries + 50));
        writer.Write(Points(100 * Minute, "new", 3));
        using var run = new RunReader(path);

        var shown = SeriesQuery.Run(run, new(new() { From = 95 * Minute, To = 105 * Minute }, "m", "g", null))!;

        Assert.Equal(["new 0", "new 1", "new 2"], shown.Series.Select(series => series.Attributes["k"]));
        Assert.False(shown.Truncated);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_left_out_and_the_rest_is_answered()
    {
        var path = Path.Combine(_folder, "run.db");
        using var writer = RunWriter.Create(path, "run", imported: false, new FakeClock(), 10_000);
        Point[] points = [Sample(1, 1, 5), Sample(2, double.NaN, double.NaN), Sample(3, 4, double.PositiveInfinity)];
        var batch = new Batch();
        batch.Add(Data(new Metric { Name = "c", Kind = MetricKind.Sum, Temporality = Temporality.Delta, IsMonotonic = true, Points = points }));
        writer.Write(batch);
        using var run = new RunReader(path);

        var answer = SeriesQuery.Run(run, new(new() { From = 0, To = 10 * Minute }, "m", "c", Minute))!;

        Assert.Equal([1 / 60.0, null, 4 / 60.0], answer.Series.Single().Points.Select(point => point[1]));
        Assert.Null(answer.Series.Single().Total);
        Assert.Equal(5, answer.Exemplars.Single().Value);
    }

    private static NumberPoint Sample(int minute, double value, double exemplar) => new()
    {
        TimeNanos = minute * Minute, StartNanos = 1, Value = value, Exemplars = [new(minute * Minute, exemplar, new(1, 2), new(3), [])],
    };

    private static Batch Points(long time, string word, int count)
    {
        var points = Enumerable.Range(0, count)
            .Select(number => new NumberPoint { TimeNanos = time, Value = number, Attributes = [new("k", AnyValue.Of($"{word} {number}"))] });
        var batch = new Batch();
        batch.Add(Data(new Metric { Name = "g", Points = [.. points] }));
        return batch;
    }

    private static MetricsData Data(Metric metric) => new([new MetricGroup(new Source([]), new Scope("m", "", []), [metric])]);
}
