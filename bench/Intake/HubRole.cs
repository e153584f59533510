using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Suite.Dashboard.Exposition;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Telemetry;

namespace Suite.Bench.Intake;

/// <summary>The hub, in a process of its own. Writes its addresses, and then a report for every line that it reads.</summary>
internal static class HubRole
{
    public static async Task<int> RunAsync(string consumers)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var folder = Directory.CreateTempSubdirectory("suite-bench-");
        var builder = Host.CreateApplicationBuilder();
        foreach (var listener in Enum.GetNames<Listener>())
            builder.Configuration[$"Otlp:{listener}Url"] = "http://127.0.0.1:0";
        builder.Configuration["Telemetry:Path"] = folder.FullName;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHub();
        if (consumers is "exposition" or "all")
            builder.Services.AddExposition();
        if (consumers is "store" or "all")
            builder.Services.AddTelemetryStore();
        using var host = builder.Build();
        using var dropped = new DropCounter();
        await host.StartAsync();

        var server = host.Services.GetRequiredService<HubServer>();
        Console.WriteLine($"{server.AddressOf(Listener.Http)} {server.AddressOf(Listener.Grpc)}");
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(JsonSerializer.Serialize(HubReport.Now(dropped.Text)));
        await host.StopAsync();
        folder.Delete(recursive: true);
        return 0;
    }

    /// <summary>The hub's own drop counters.</summary>
    private sealed class DropCounter : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);

        public DropCounter()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: HubMetrics.MeterName, Name: "suite.otlp.dropped" })
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                var consumer = tags[1].Value as string ?? "";
                lock (_dropped)
                    _dropped[consumer] = _dropped.GetValueOrDefault(consumer) + value;
            });
            _listener.Start();
        }

        public string Text
        {
            get
            {
                lock (_dropped)
                    return _dropped.Count == 0 ? "nothing" : string.Join(", ", _dropped.Select(pair => $"{pair.Value} by {pair.Key}"));
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}

/// <param name="CpuSeconds">Of the process so far.</param>
/// <param name="PeakMegabytes">The most that it ever had resident.</param>
internal sealed record HubReport(double CpuSeconds, long Allocated, int Gen0, int Gen2, double PauseSeconds, double PeakMegabytes, string Dropped)
{
    public static HubReport Now(string dropped) => new(
        Environment.CpuUsage.TotalTime.TotalSeconds, GC.GetTotalAllocatedBytes(), GC.CollectionCount(0), GC.CollectionCount(2),
        GC.GetTotalPauseDuration().TotalSeconds, Peak(), dropped);

    private static double Peak() =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0;
}
