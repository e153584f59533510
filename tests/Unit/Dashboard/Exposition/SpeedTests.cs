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
        for (var service = 0; service < 20; service++)
            Assert.Equal(0, shown.Take(Shown.Sender($"service-{service}"), [.. Enumerable.Range(0, 10).Select(metric => Shown.Gauge($"metric.{metric}", Points()))]));
        // Written once before, as by the scrape of 15 seconds ago: the first one also compiles and sorts.
        WriteTo(Stream.Null, shown);

        var watch = Stopwatch.StartNew();
        WriteTo(Stream.Null, shown);

        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.Elapsed.TotalMilliseconds:0.0} ms");
        Assert.Equal(20_000, shown.Registry.Count);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 200);
    }

    private static Point[] Points() =>
        [.. Enumerable.Range(0, 100).Select(id => Shown.At(1, id, attributes: Shown.Attributes(("http.route", $"/api/things/{id}"), ("http.request.method", "GET"))))];

    private static void WriteTo(Stream output, Shown shown) =>
        Page.WriteAsync(shown.Registry, output, PageFormat.Text, CancellationToken.None).GetAwaiter().GetResult();
}
