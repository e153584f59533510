using System.Net.WebSockets;
using Xunit;

namespace Suite.Tests.Integration.Gateway;

public sealed class StoppingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_gateway_that_stops_does_not_wait_for_sockets_and_event_streams_to_end()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var backend = await Upstream.StartAsync("backend");
        await using var gateway = await TestGateway.StartAsync(("services:backend:http:0", backend.Url));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{gateway.Address.Authority}/ws/echo"), cancel);
        using var events = await gateway.SendAsync(HttpMethod.Get, "/api/events", ("Accept", "text/event-stream"));

        await gateway.StopAsync().WaitAsync(Patience, cancel);

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[1], cancel));
        await Assert.ThrowsAsync<HttpRequestException>(() => events.Content.ReadAsStringAsync(cancel));
    }
}
