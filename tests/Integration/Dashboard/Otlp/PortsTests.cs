using System.Net;
using Suite.Dashboard.Hub;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Otlp;

public sealed class PortsTests
{
    [Fact]
    public async Task The_pages_and_the_hub_have_nothing_of_each_other_on_their_ports()
    {
        await using var engine = await FakeEngine.StartAsync("[]");
        await using var dashboard = await TestDashboard.StartAsync(engine, "http://127.0.0.1:9");
        using var http = new HttpClient { BaseAddress = dashboard.Hub(Listener.Http) };

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/login")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/health")).StatusCode);
        var sent = await dashboard.SendAsync(HttpMethod.Post, "/v1/traces", content: new ByteArrayContent([]) { Headers = { { "Content-Type", "application/x-protobuf" } } });
        Assert.NotEqual(HttpStatusCode.OK, sent.StatusCode);
    }

    [Theory]
    [InlineData("Otlp:GrpcUrl", "http://0.0.0.0:0", "set Otlp:ApiKey")]
    [InlineData("Otlp:ExpositionUrl", "http://*:0", "set Otlp:ApiKey")]
    [InlineData("Otlp:HttpUrl", "https://127.0.0.1:0", "plain HTTP")]
    [InlineData("Otlp:HttpUrl", "nonsense", "Otlp:HttpUrl")]
    [InlineData("Otlp:MaxBodyBytes", "1", "MaxBodyBytes")]
    public async Task A_hub_that_is_set_up_wrongly_says_so_and_does_not_start(string setting, string value, string what)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => TestHub.StartAsync(new Recorder(), (setting, value)));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }
}
