using Suite.Tests.Integration.Dashboard.Telemetry;
using Xunit;

namespace Suite.Tests.Integration.Dashboard;

public sealed class StoppingTests
{
    private static readonly string[] Streams =
    [
        "/api/resources/watch", "/api/resources/files/logs/watch", "/api/telemetry/views/changes",
        "/api/telemetry/logs?follow=true", "/api/telemetry/spans?follow=true",
    ];

    [Fact]
    public async Task A_dashboard_that_stops_ends_the_streams_of_its_readers_itself()
    {
        var dashboard = await SampledDashboard.StartAsync();
        await foreach (var message in dashboard.Server.EventsAsync("/api/resources/watch"))
        {
            if (message["resources"]?.AsArray().Count == 1)
                break;
        }
        var responses = await Task.WhenAll(Streams.Select(dashboard.GetAsync));
        var ends = Streams.Zip(responses, EndAsync).ToList();

        await dashboard.DisposeAsync();

        Assert.Equal(Streams, await Task.WhenAll(ends));
    }

    private static async Task<string> EndAsync(string path, HttpResponseMessage response)
    {
        try
        {
            await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            return path;
        }
        catch (HttpRequestException)
        {
            // Its last chunk is missing.
            return $"{path} was cut off";
        }
    }
}
