using System.Diagnostics;
using Suite.Dashboard.Exposition;
using Suite.Dashboard.Otlp;
using Xunit;

namespace Suite.Tests.Unit.Dashboard.Exposition;

public sealed class SpeedTests
{
    [Fact]
    public void A_page_of_twenty_thousand_series_takes_less_than_two_hundred_milliseconds()
    {
        var shown = new Shown();
        var metrics = Enumerable.Range(0, 10).Select(metric => Shown.Gauge($"metric.{metric}", Points())).ToArray();
        for (var service = 0; service < 20; service++)
            Assert.Equal(0, shown.Take(Shown.Sender($"service-{service}"), metrics));
        // Written once before, as by the scrape of 15 seconds ago: the first one also compiles and sorts.
        WriteTo(Stream.Null, shown);

        // The best of ten: what else the machine does at that moment is not what is measured.
        var best = Enumerable.Range(0, 10).Min(_ => TimeToWrite(shown));

        TestContext.Current.TestOutputHelper?.WriteLine($"{best.TotalMilliseconds:0.0} ms");
        Assert.Equal(20_000, shown.Registry.Count);
        Assert.InRange(best.TotalMilliseconds, 0, 200);
    }

    [Fact]
    public async Task Points_are_taken_while_pages_are_written_and_none_is_lost()
    {
        const int Senders = 4, Rounds = 200;
        var shown = new Shown();
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                WriteTo(Stream.Null, shown);
        });

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var round = 1; round <= Rounds; round++)
            {
                var points = Enumerable.Range(0, 50).Select(id => Shown.At(round, 1, attributes: Shown.Attributes(("id", $"{id + (round % 10 * 50)}"))));
                shown.Take(Shown.Sender("backend", $"{sender}"), Shown.Counter("done", Temporality.Delta, [.. points]));
            }
        })));
        await done.CancelAsync();
        await reader;

        Assert.Equal(Senders * 500, shown.Registry.Count);
        Assert.Equal(Senders * Rounds * 50, shown.Samples("done_total").Sum(line => int.Parse(line.Split(' ')[^1])));
    }

    private static Point[] Points() => [.. Enumerable.Range(0, 100).Select(id =>
        Shown.At(1, id, attributes: Shown.Attributes(("http.route", $"/api/things/{id}"), ("http.request.method", "GET"))))];

    private static TimeSpan TimeToWrite(Shown shown)
    {
        var began = Stopwatch.GetTimestamp();
        WriteTo(Stream.Null, shown);
        return Stopwatch.GetElapsedTime(began);
    }

    private static void WriteTo(Stream output, Shown shown) =>
        Page.WriteAsync(shown.Registry, output, PageFormat.Text, CancellationToken.None).GetAwaiter().GetResult();
}
