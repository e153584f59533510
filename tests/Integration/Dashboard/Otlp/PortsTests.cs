using System.Diagnostics;
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
        using var nothing = new ByteArrayContent([]) { Headers = { { "Content-Type", "application/x-protobuf" } } };
        var sent = await dashboard.SendAsync(HttpMethod.Post, "/v1/traces", content: nothing);
        Assert.NotEqual(HttpStatusCode.OK, sent.StatusCode);
    }

    [Fact]
    public async Task A_port_without_an_address_is_not_opened()
    {
        await using var hub = await TestHub.StartAsync(new Recorder(), ("Otlp:GrpcUrl", ""), ("Otlp:HttpUrl", ""));

        Assert.Null(hub.Get<HubServer>().AddressOf(Listener.Grpc));
        Assert.Null(hub.Get<HubServer>().AddressOf(Listener.Http));
    }

    [Fact]
    public async Task A_request_that_carries_telemetry_makes_none()
    {
        var trace = ActivityTraceId.CreateRandom();
        var made = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == trace
                ? ActivitySamplingResult.AllDataAndRecorded
                : ActivitySamplingResult.None,
            ActivityStarted = activity => made += activity.TraceId == trace ? 1 : 0,
        };
        ActivitySource.AddActivityListener(listener);
        await using var hub = await TestHub.StartAsync(new Recorder());

        await hub.PostAsync("/v1/traces", Requests.Traces(), headers: ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));

        Assert.Equal(0, made);
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
