using System.Diagnostics;
using System.Net;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ServiceDefaults;

/// <summary>What a service sends, seen from the collector's side. The service is a process of its own: its exporters read the environment.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_metrics_and_logs_go_to_the_collector_that_the_environment_names_and_say_who_sent_them()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await ExportingService.StartAsync(
            collector.Url, "OTEL_RESOURCE_ATTRIBUTES=service.instance.id=gateway-7", "ASPNETCORE_ENVIRONMENT=Staging");

        await Eventually.TrueAsync(async () =>
        {
            await service.GetAsync("/api/x");
            return collector.Signals.Order().SequenceEqual(["logs", "metrics", "traces"]);
        });

        foreach (var signal in collector.Signals)
        {
            // Strings stand in protobuf as they are.
            Assert.All(
                ["service.namespace", "suite", "service.name", "gateway", "service.version", "gateway-7", "deployment.environment", "staging"],
                word => Assert.Contains(word, collector.Text(signal), StringComparison.Ordinal));
        }

        Assert.Contains("GET /api/{**rest}", collector.Text("traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_with_a_sampled_parent_is_recorded_and_of_the_rest_the_configured_part()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await ExportingService.StartAsync(
            collector.Url, "OTEL_TRACES_SAMPLER=parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG=0");

        for (var i = 0; i < 10; i++)
            await service.GetAsync("/api/x");
        await service.GetAsync("/v1/x", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        await Eventually.TrueAsync(() => Task.FromResult(collector.Signals.Contains("traces")));

        Assert.Contains("GET /v1/{**rest}", collector.Text("traces"), StringComparison.Ordinal);
        Assert.DoesNotContain("GET /api/{**rest}", collector.Text("traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_stay_out_of_the_traces_whether_they_are_answered_or_made()
    {
        await using var collector = await Collector.StartAsync();
        await using var backend = await TestService.StartAsync();
        await using var service = await ExportingService.StartAsync(
            collector.Url, $"services__backend__http__0={backend.Url}", "Gateway__ProbeInterval=00:00:00.100");

        for (var i = 0; i < 5; i++)
            await service.GetAsync("/health");
        await service.GetAsync("/api/x");
        await Eventually.TrueAsync(() => Task.FromResult(collector.Text("traces").Contains("GET /api/{**rest}", StringComparison.Ordinal)));

        Assert.DoesNotContain("/health", collector.Text("traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_observers_look_at_and_the_files_of_pages_stay_out_of_the_traces()
    {
        await using var collector = await Collector.StartAsync();
        await using var service = await ExportingService.StartAsync(collector.Url);

        foreach (var path in new[] { "/dashboard/traces", "/prometheus/api/v1/query", "/library", "/assets/index.js" })
            await service.GetAsync(path);
        await service.GetAsync("/api/x");
        await Eventually.TrueAsync(() => Task.FromResult(collector.Text("traces").Contains("GET /api/{**rest}", StringComparison.Ordinal)));

        Assert.All(
            new[] { "/dashboard", "/prometheus", "/library", "/assets" },
            path => Assert.DoesNotContain(path, collector.Text("traces"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_goes_on_without_its_collector_and_delivers_when_it_is_back()
    {
        var port = ServerProcess.FreePort();
        await using var service = await ExportingService.StartAsync($"http://127.0.0.1:{port}");

        var watch = Stopwatch.StartNew();
        // More than the queue of spans holds: what does not fit is lost, and nobody waits.
        for (var i = 0; i < 100; i++)
            await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => service.GetAsync("/api/x")));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"3,000 requests took {watch.Elapsed.TotalSeconds:0.0} s.");

        await using (var first = await Collector.StartAsync(port))
        {
            await first.ReceivesAsync("traces", () => service.GetAsync("/v1/first"));
        }

        await service.GetAsync("/api/x");
        await using var second = await Collector.StartAsync(port);
        await second.ReceivesAsync("traces", () => service.GetAsync("/v1/second"));
        await second.ReceivesAsync("metrics", () => service.GetAsync("/v1/second"));
    }

    [Fact]
    public async Task A_service_stops_in_time_while_its_collector_is_away()
    {
        await using var service = await ExportingService.StartAsync($"http://127.0.0.1:{ServerProcess.FreePort()}", "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY=in_memory");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.GetAsync("/api/x"));

        var watch = Stopwatch.StartNew();
        await service.StopAsync();

        // The three exporters would take five each, one after the other.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"Stopping took {watch.Elapsed.TotalSeconds:0.0} s.");
    }
}
