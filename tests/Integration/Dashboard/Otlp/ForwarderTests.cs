using System.Net;
using Suite.Dashboard.Hub;
using Suite.Dashboard.Hub.Forward;
using Suite.Testing;
using Suite.Tests.Integration.ServiceDefaults;
using Xunit;

namespace Suite.Tests.Integration.Dashboard.Otlp;

public sealed class ForwarderTests
{
    private readonly Recorder _near = new();
    private readonly Recorder _far = new();

    [Fact]
    public async Task Everything_is_passed_on_with_the_headers_that_the_other_side_wants()
    {
        await using var far = await TestHub.StartAsync(_far, ("Otlp:ApiKey", "far key"));
        await using var near = await TestHub.StartAsync(_near, ("Otlp:Forward:Url", far.Http.ToString()), ("Otlp:Forward:Headers", "x-otlp-api-key=far%20key"));

        await near.PostAsync("/v1/traces", Requests.Traces(spans: 3));
        await near.PostAsync("/v1/metrics", Requests.Metrics());
        await near.PostAsync("/v1/logs", TestHub.Utf8(Requests.JsonLogs), "application/json");

        await Eventually.TrueAsync(async () => await Task.FromResult(_far.Spans.Count == 3 && _far.Metrics.Count == 1 && _far.Records.Count == 1));
        Assert.Equal("hello", _far.Records[0].Record.Body.Text);
        await Eventually.TrueAsync(async () => await Task.FromResult(near.Count("suite.otlp.forwarded traces") == 3));
        Assert.Equal(_near.Spans.Select(item => item.Span.Name), _far.Spans.Select(item => item.Span.Name));
    }

    [Fact]
    public async Task What_the_other_side_has_no_time_for_is_sent_again()
    {
        await using var far = await FakeReceiver.StartAsync(HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.OK);
        await using var near = await TestHub.StartAsync(_near, ("Otlp:Forward:Url", far.Url));

        await near.PostAsync("/v1/traces", Requests.Traces());

        var bodies = await far.BodiesAsync(3);
        Assert.All(bodies, body => Assert.Equal(bodies[0], body));
        Assert.Equal(0, near.Count("suite.otlp.dropped traces forward"));
    }

    [Fact]
    public async Task What_the_other_side_would_never_take_is_dropped_and_counted()
    {
        await using var far = await TestHub.StartAsync(_far, ("Otlp:ApiKey", "far key"));
        await using var near = await TestHub.StartAsync(_near, ("Otlp:Forward:Url", far.Http.ToString()));

        await near.PostAsync("/v1/traces", Requests.Traces(spans: 2));

        await Eventually.TrueAsync(async () => await Task.FromResult(near.Count("suite.otlp.dropped traces forward") == 2));
        Assert.Equal(2, _near.Spans.Count);
    }

    [Fact]
    public async Task While_the_other_side_is_away_only_so_much_waits()
    {
        await using var near = await TestHub.StartAsync(
            _near, ("Otlp:Forward:Url", $"http://127.0.0.1:{ServerProcess.FreePort()}"), ("Otlp:Forward:QueueItems", "5"));

        await near.PostAsync("/v1/traces", Requests.Traces(spans: 4));
        await near.PostAsync("/v1/traces", Requests.Traces(spans: 4));

        Assert.Equal(4, near.Count("suite.otlp.dropped traces forward"));
        Assert.Equal(4, near.Get<Forwarder>().Waiting(Signal.Traces));
        Assert.Equal(8, _near.Spans.Count);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_years_of_patience_gets_what_the_settings_allow()
    {
        await using var far = await FakeReceiver.StartAsync(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        far.RetryAfterSeconds = int.MaxValue;
        await using var near = await TestHub.StartAsync(_near, ("Otlp:Forward:Url", far.Url), ("Otlp:Forward:GiveUpSeconds", "1"));

        await near.PostAsync("/v1/traces", Requests.Traces());

        Assert.Equal(2, (await far.BodiesAsync(2)).Count);
    }

    [Fact]
    public async Task What_waits_is_sent_once_more_when_the_hub_stops()
    {
        await using var far = await FakeReceiver.StartAsync(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        far.RetryAfterSeconds = 3_600;
        await using (var near = await TestHub.StartAsync(_near, ("Otlp:Forward:Url", far.Url)))
        {
            await near.PostAsync("/v1/traces", Requests.Traces());
            await far.BodiesAsync(1);
        }

        Assert.Equal(2, (await far.BodiesAsync(2)).Count);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_hub_that_would_forward_to_itself_does_not_start(string host)
    {
        var port = ServerProcess.FreePort();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => TestHub.StartAsync(
            _near, ("Otlp:HttpUrl", $"http://127.0.0.1:{port}"), ("Otlp:Forward:Url", $"http://{host}:{port}/")));

        Assert.Contains("this hub itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_back_through_a_proxy_is_recognized()
    {
        await using var hub = await TestHub.StartAsync(_near);

        var answer = await hub.PostAsync("/v1/traces", Requests.Traces(), headers: (HubIdentity.Header, hub.Get<HubIdentity>().Id));

        Assert.Equal(HttpStatusCode.LoopDetected, answer.StatusCode);
        Assert.Empty(_near.Spans);
    }
}
