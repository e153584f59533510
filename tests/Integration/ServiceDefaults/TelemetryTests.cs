using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Suite.Testing;
using Xunit;

namespace Suite.Tests.Integration.ServiceDefaults;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_metrics_and_logs_go_to_the_collector_that_the_environment_names()
    {
        var received = new ConcurrentDictionary<string, int>();
        await using var collector = await TestService.StartAsync(map: app => app.MapPost("/v1/{signal}", (string signal) =>
        {
            received.AddOrUpdate(signal, 1, (_, count) => count + 1);
            return Results.Ok();
        }));
        var port = ServerProcess.FreePort();
        // A process of its own: the exporters read the environment, which tests side by side share.
        await using var service = await ServerProcess.StartAsync("env",
        [
            $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Url}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "OTEL_BSP_SCHEDULE_DELAY=100", "OTEL_BLRP_SCHEDULE_DELAY=100", "OTEL_METRIC_EXPORT_INTERVAL=200",
            $"ASPNETCORE_URLS=http://127.0.0.1:{port}",
            "dotnet", Path.Combine(AppContext.BaseDirectory, "Suite.Gateway.dll"),
        ]);
        using var client = new HttpClient();

        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var response = await client.GetAsync($"http://127.0.0.1:{port}/api/x");
            }
            catch (HttpRequestException)
            {
                return false;
            }
            return received.Keys.Order().SequenceEqual(["logs", "metrics", "traces"]);
        });
    }
}
