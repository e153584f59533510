using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Suite.Testing;
using Suite.Tests.Integration.Platform;
using Xunit;

namespace Suite.Tests.Integration.Gateway.Status;

public sealed class HistoryTests : IAsyncLifetime
{
    private readonly DateTimeOffset _now = new FakeClock().GetUtcNow();
    private Upstream _backend = null!;

    public async ValueTask InitializeAsync() => _backend = await Upstream.StartAsync("backend");

    public ValueTask DisposeAsync() => _backend.DisposeAsync();

    [Fact]
    public async Task An_outage_that_Prometheus_collected_is_an_incident_and_costs_uptime()
    {
        var from = Minute(_now.AddHours(-4));
        await using var prometheus = new PrometheusServer { Prefix = "/prometheus", Past = Past(from, from.AddMinutes(10)) };
        await prometheus.InitializeAsync();
        await using var gateway = await StartAsync(prometheus.Address.ToString());

        var history = await HistoryAsync(gateway, hours: 6);

        var backend = history.GetProperty("services").EnumerateArray().Single(service => service.GetProperty("name").GetString() == "backend");
        Assert.InRange(backend.GetProperty("known").GetDouble(), 0.8, 0.9);
        Assert.InRange(backend.GetProperty("uptime").GetDouble(), 0.95, 0.97);
        Assert.Contains("down", backend.GetProperty("bars").EnumerateArray().Select(bar => bar.GetProperty("state").GetString()));
        var incident = Assert.Single(history.GetProperty("incidents").EnumerateArray());
        Assert.Equal("down", incident.GetProperty("state").GetString());
        Assert.InRange(incident.GetProperty("from").GetDateTimeOffset(), from.AddMinutes(-1), from.AddMinutes(1));
        Assert.InRange(incident.GetProperty("seconds").GetDouble(), 600, 720);
    }

    [Fact]
    public async Task Fifteen_days_are_as_much_as_Prometheus_gives()
    {
        await using var prometheus = new PrometheusServer { Prefix = "/prometheus" };
        await prometheus.InitializeAsync();
        await using var gateway = await StartAsync(prometheus.Address.ToString());

        var history = await HistoryAsync(gateway, hours: 360);

        Assert.Empty(history.GetProperty("services").EnumerateArray());
        Assert.Equal(15, (history.GetProperty("to").GetDateTimeOffset() - history.GetProperty("from").GetDateTimeOffset()).TotalDays);
    }

    [Theory]
    [InlineData(null, "no part of this run")]
    [InlineData("http://127.0.0.1:9", "does not answer")]
    public async Task Without_Prometheus_it_says_that_there_is_no_history(string? address, string sentence)
    {
        await using var gateway = await StartAsync(address);

        using var response = await gateway.SendAsync(HttpMethod.Get, "/health/history", ("X-Api-Key", "viewer"));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("history-unavailable", problem.GetProperty("code").GetString());
        Assert.Contains(sentence, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("361")]
    [InlineData("-5")]
    [InlineData("day")]
    public async Task A_range_that_it_does_not_have_is_refused(string hours)
    {
        await using var gateway = await StartAsync(null);

        using var response = await gateway.SendAsync(HttpMethod.Get, $"/health/history?hours={hours}", ("X-Api-Key", "viewer"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task<TestGateway> StartAsync(string? prometheus) =>
        TestGateway.StartAsync(("services:backend:http:0", _backend.Url), ("services:prometheus:http:0", prometheus));

    private static async Task<JsonElement> HistoryAsync(TestGateway gateway, int hours)
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, $"/health/history?hours={hours}", ("X-Api-Key", "viewer"));
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A sample every 15 s from five hours ago until now; nothing before that.</summary>
    private string Past(DateTimeOffset downFrom, DateTimeOffset downTo)
    {
        var page = new StringBuilder("# TYPE suite_health_service_status gauge\n");
        for (var time = _now.AddHours(-5); time < _now; time += TimeSpan.FromSeconds(15))
        {
            var value = time >= downFrom && time < downTo ? 0 : 1;
            page.Append(CultureInfo.InvariantCulture, $"suite_health_service_status{{service=\"backend\"}} {value} {time.ToUnixTimeSeconds()}\n");
        }
        return page.Append("# EOF\n").ToString();
    }

    private static DateTimeOffset Minute(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
