using System.Diagnostics.Metrics;
using Suite.Dashboard.Hub;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Otlp;

/// <summary>Holds the hub's part of docs/metrics.md to what the dashboard's process registers.</summary>
public sealed class HubMetricsPageTests
{
    [Fact]
    public async Task The_page_of_metrics_has_what_the_hub_and_its_consumers_measure_and_nothing_else()
    {
        HashSet<string> registered = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name != HubMetrics.MeterName)
                    return;
                lock (registered)
                    registered.Add($"{instrument.Name} {KindOf(instrument)} {instrument.Unit}");
            },
        };
        listener.Start();
        await using var engine = await FakeEngine.StartAsync("[]");
        await using var dashboard = await TestDashboard.StartAsync(engine, "http://127.0.0.1:9");

        var page = File.ReadLines(Path.Combine(Repository.Root, "docs/metrics.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 8 && cells[1].StartsWith("`suite.otlp.", StringComparison.Ordinal))
            .Select(cells => $"{cells[1].Trim('`')} {cells[3]} {cells[4]}");
        lock (registered)
            Assert.Equal(page.Order(StringComparer.Ordinal), registered.Order(StringComparer.Ordinal));
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Counter`1" or "ObservableCounter`1" => "counter",
        "Histogram`1" => "histogram",
        _ => "gauge",
    };
}
